import type { PlexItem } from '../plex/index.ts';

/**
 * The artist to show for an item: of a track, its own one, which a server names in `originalTitle` where it differs from the artist
 * of the album; else the artist of the album, or the show. `originalTitle` of a movie is its title in another language.
 */
export function trackArtist(item: PlexItem | undefined): string | undefined {
  // Servers leave out the type of an item now and then.
  const isTrack = item?.type === 'track' || item?.type === '';
  return (isTrack && item.originalTitle) || item?.grandparentTitle;
}
