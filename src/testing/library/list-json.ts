import type { CatalogueAlbum, CataloguePlaylist } from '../media-catalogue.ts';
import type { Json } from './item-view.ts';
import type { LibraryArtist } from './library.ts';
import { ADDED_AT } from './metadata-json.ts';

export function albumJson(album: CatalogueAlbum, artist: LibraryArtist | undefined): Json {
  const cover = `/library/metadata/${album.ratingKey}/thumb/${ADDED_AT}`;
  return {
    ratingKey: album.ratingKey,
    key: `/library/metadata/${album.ratingKey}/children`,
    guid: `plex://album/coplay-${album.ratingKey}`,
    type: 'album',
    title: album.title,
    ...(artist && {
      parentRatingKey: artist.ratingKey,
      parentKey: `/library/metadata/${artist.ratingKey}`,
    }),
    parentTitle: album.artist,
    librarySectionID: 2,
    year: album.year,
    leafCount: album.tracks.length,
    thumb: cover,
    addedAt: ADDED_AT,
    updatedAt: ADDED_AT,
  };
}

export function artistJson({ ratingKey, title, albums }: LibraryArtist): Json {
  return {
    ratingKey,
    key: `/library/metadata/${ratingKey}/children`,
    guid: `plex://artist/coplay-${ratingKey}`,
    type: 'artist',
    title,
    librarySectionID: 2,
    childCount: albums.length,
    addedAt: ADDED_AT,
    updatedAt: ADDED_AT,
  };
}

export function playlistJson(playlist: CataloguePlaylist, durationMs: number): Json {
  return {
    ratingKey: playlist.ratingKey,
    key: `/playlists/${playlist.ratingKey}/items`,
    guid: `com.plexapp.agents.none://coplay-${playlist.ratingKey}`,
    type: 'playlist',
    title: playlist.title,
    smart: false,
    playlistType: 'audio',
    leafCount: playlist.items.length,
    duration: durationMs,
    addedAt: ADDED_AT,
    updatedAt: ADDED_AT,
  };
}
