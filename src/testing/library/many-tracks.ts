import type { CatalogueTrack, MediaCatalogue } from '../media-catalogue.ts';

/** The rating key of the playlist of {@link withManyTracks}; that of its first track is 800000. */
export const MANY_TRACKS = { playlist: '799999', firstTrack: 800_000 } as const;

/** Adds a playlist of so many tracks to a catalogue. They play the files of its own tracks in turn, and belong to its albums. */
export function withManyTracks(catalogue: MediaCatalogue, count: number): MediaCatalogue {
  const songs = catalogue.tracks.filter(({ direct, missing }) => direct && !missing);
  const added = Array.from({ length: count }, (_, at): CatalogueTrack[] => {
    const song = songs[at % songs.length];
    if (!song) return [];
    const number = at + 1;
    return [
      {
        ...song,
        ratingKey: String(MANY_TRACKS.firstTrack + at),
        partId: String(MANY_TRACKS.firstTrack + at),
        title: `${song.title} ${number}`,
        index: number,
      },
    ];
  }).flat();
  const items = added.map(({ ratingKey }) => ratingKey);
  const list = { ratingKey: MANY_TRACKS.playlist, title: `${count} Tracks`, items };
  return {
    ...catalogue,
    tracks: [...catalogue.tracks, ...added],
    playlists: [...catalogue.playlists, list],
    read: (file) => catalogue.read(file),
  };
}
