import { cadence } from './songs/cadence.ts';
import { coolDown } from './songs/cool-down.ts';
import { firstLight } from './songs/first-light.ts';
import { hillRepeats } from './songs/hill-repeats.ts';
import { longStraight } from './songs/long-straight.ts';
import { secondWind } from './songs/second-wind.ts';
import { switchback } from './songs/switchback.ts';
import { tempoRun } from './songs/tempo-run.ts';
import { tideTable } from './songs/tide-table.ts';

/** A piece of music and the function that plays it. A file of type mp4 is for DASH only. */
export interface Song {
  ratingKey: string;
  title: string;
  partId: string;
  stamp: string;
  file: string;
  kbps: number;
  compose: () => Float32Array;
}

/** An album, its songs in order. */
export interface Album {
  ratingKey: string;
  title: string;
  artist: string;
  year: number;
  art: string;
  songs: readonly Song[];
}

const song = (at: number, title: string, file: string, compose: Song['compose']): Song => ({
  ratingKey: String(140_611 + at),
  title,
  partId: String(145_739 + at),
  stamp: String(1_587_179_308 + at * 61),
  file,
  kbps: 48,
  compose,
});

export const EIGHT_COUNTS: Album = {
  ratingKey: '140610',
  title: 'Eight Counts',
  artist: 'The Interval Club',
  year: 2020,
  art: 'eight-counts.webp',
  songs: [
    song(0, 'First Light', 'first-light.mp3', firstLight),
    song(1, 'Tempo Run', 'tempo-run.mp3', tempoRun),
    song(2, 'Cadence', 'cadence.mp3', cadence),
    song(3, 'Switchback', 'switchback.mp3', switchback),
    song(4, 'Long Straight', 'long-straight.mp3', longStraight),
    song(5, 'Hill Repeats', 'hill-repeats.mp3', hillRepeats),
    song(6, 'Second Wind', 'second-wind.mp3', secondWind),
    song(7, 'Cool-down', 'cool-down.mp3', coolDown),
  ],
};

/** A browser cannot play its track directly: the server must transcode it. */
export const OPEN_WATER: Album = {
  ratingKey: '140619',
  title: 'Open Water',
  artist: 'Lane Four',
  year: 2021,
  art: 'open-water.webp',
  songs: [
    {
      ratingKey: '140620',
      title: 'Tide Table',
      partId: '145748',
      stamp: '1601548200',
      file: 'tide-table.mp4',
      kbps: 24,
      compose: tideTable,
    },
  ],
};
