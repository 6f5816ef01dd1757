import type { CatalogueAlbum, CataloguePlaylist, CatalogueShow } from '../media-catalogue.ts';
import type { Json } from './item-view.ts';
import type { LibraryArtist, SeasonPlace } from './library.ts';
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

export function showJson(show: CatalogueShow): Json {
  const { ratingKey, title, summary, year, seasons } = show;
  return {
    ratingKey,
    key: `/library/metadata/${ratingKey}/children`,
    guid: `plex://show/coplay-${ratingKey}`,
    type: 'show',
    title,
    summary,
    librarySectionID: 3,
    year,
    childCount: seasons.length,
    leafCount: seasons.reduce((sum, { episodes }) => sum + episodes.length, 0),
    thumb: `/library/metadata/${ratingKey}/thumb/${ADDED_AT}`,
    addedAt: ADDED_AT,
    updatedAt: ADDED_AT,
  };
}

export function seasonJson({ show, season }: SeasonPlace): Json {
  return {
    ratingKey: season.ratingKey,
    key: `/library/metadata/${season.ratingKey}/children`,
    guid: `plex://season/coplay-${season.ratingKey}`,
    type: 'season',
    title: season.title,
    librarySectionID: 3,
    index: season.index,
    parentRatingKey: show.ratingKey,
    parentKey: `/library/metadata/${show.ratingKey}`,
    parentTitle: show.title,
    leafCount: season.episodes.length,
    thumb: `/library/metadata/${season.ratingKey}/thumb/${ADDED_AT}`,
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
