import type { CataloguePlaylist } from '../../src/testing/media-catalogue.ts';
import { type ChoiceCut, FULL_CUT, SMALL_CUT } from './choices/choice-cut.ts';
import { CHOICE_ART } from './choices/describe-choices.ts';
import { FILMS, type Film } from './films.ts';
import { type Album, EIGHT_COUNTS, OPEN_WATER, type Song } from './songs.ts';
import { fade, SAMPLE_RATE } from './sound/wave.ts';

/** The contents of one catalogue. */
export interface Library {
  films: readonly Film[];
  albums: readonly Album[];
  playlist: CataloguePlaylist;
  /** Of the film with choices and the series. */
  choices: ChoiceCut;
}

/** File names of a library's posters and covers. */
export function artOf(library: Library): string[] {
  return [...[...library.films, ...library.albums].map(({ art }) => art), CHOICE_ART];
}

function playlist(...items: readonly string[]): CataloguePlaylist {
  return { ratingKey: '140600', title: 'Sunday Session', items };
}

/** The full library, in `media/`. */
export const FULL_LIBRARY: Library = {
  films: FILMS,
  albums: [EIGHT_COUNTS, OPEN_WATER],
  playlist: playlist(
    '140611',
    '140612',
    '140613',
    '140617',
    '140615',
    '140614',
    '140616',
    '140620',
    '140618',
  ),
  choices: FULL_CUT,
};

/** Six seconds out of a song, faded at both ends. */
function excerpt(song: Song, from: number, kbps: number): Song {
  const seconds = 6;
  return {
    ...song,
    kbps,
    compose() {
      const start = Math.round(from * SAMPLE_RATE);
      const part = song.compose().slice(start, start + seconds * SAMPLE_RATE);
      return part.map((value, index) => value * fade(index / SAMPLE_RATE, seconds, 0.02, 0.5));
    },
  };
}

/** Start of the excerpts: a bar in which all instruments play. Seconds. */
const EXCERPTS: Readonly<Record<string, number>> = {
  '140611': 13.043,
  '140612': 7.5,
  '140613': 8.889,
  '140620': 4,
};

function shorter(album: Album): Album {
  const songs = album.songs.flatMap((song) => {
    const from = EXCERPTS[song.ratingKey];
    return from === undefined ? [] : [excerpt(song, from, song.file.endsWith('.mp3') ? 40 : 20)];
  });
  return { ...album, songs };
}

/** The small library inside the package: the same keys, with short and small media. */
export const SMALL_LIBRARY: Library = {
  films: FILMS.filter((film) => film.ratingKey !== '662549').map((film) => ({
    ...film,
    cut: {
      seconds: film.scene?.delivery === 'direct' ? 6 : 12,
      scale: 0.5,
      videoKbps: 62,
      audioKbps: 20,
    },
  })),
  albums: [shorter(EIGHT_COUNTS), shorter(OPEN_WATER)],
  playlist: playlist('140611', '140612', '140613'),
  choices: SMALL_CUT,
};
