import { type FilmScore, HARBOUR_SCORE, NIGHT_SCORE, SUNRISE_SCORE } from './songs/film-score.ts';

/** Duration, scale (1 is 640 by 360) and bit rate. */
export interface Cut {
  seconds: number;
  scale: number;
  videoKbps: number;
  audioKbps: number;
}

const FULL: Cut = { seconds: 60, scale: 1, videoKbps: 104, audioKbps: 20 };

/** A film of the library and how it is made. Without a scene it has no media. */
export interface Film {
  ratingKey: string;
  type: 'movie' | 'clip';
  title: string;
  summary: string;
  year: number;
  partId: string;
  stamp: string;
  art: string;
  cut: Cut;
  scene?: { name: string; score: Omit<FilmScore, 'seconds'>; delivery: 'dash' | 'direct' };
}

export const FILMS: readonly Film[] = [
  {
    ratingKey: '662548',
    type: 'movie',
    title: 'Sunrise Ride',
    summary: 'Twelve short efforts on an empty road while the sun comes up.',
    year: 2025,
    partId: '706251',
    stamp: '1714548120',
    art: 'sunrise-ride.webp',
    cut: FULL,
    scene: { name: 'sunrise-ride', score: SUNRISE_SCORE, delivery: 'dash' },
  },
  {
    ratingKey: '662549',
    type: 'movie',
    title: 'Night Swim',
    summary: 'One slow length after another, under a moon that keeps the time.',
    year: 2025,
    partId: '706252',
    stamp: '1714549260',
    art: 'night-swim.webp',
    cut: FULL,
    scene: { name: 'night-swim', score: NIGHT_SCORE, delivery: 'dash' },
  },
  {
    ratingKey: '662560',
    type: 'clip',
    title: 'Harbour Warm-up',
    summary: 'Four rowers pass a ship that carries the clock.',
    year: 2024,
    partId: '706260',
    stamp: '1709280000',
    art: 'harbour-warm-up.webp',
    cut: { ...FULL, seconds: 20 },
    scene: { name: 'harbour-warm-up', score: HARBOUR_SCORE, delivery: 'direct' },
  },
  {
    ratingKey: '662570',
    type: 'movie',
    title: 'Lost Reel',
    summary: 'The server knows this film and will not play it.',
    year: 1998,
    partId: '706270',
    stamp: '883612800',
    art: 'lost-reel.webp',
    cut: { ...FULL, seconds: 90 },
  },
];
