import { median } from './median.ts';

/** The values of one round: of a player and of the reference. */
export type Pair = readonly [value: number, reference: number];

export interface Ratio {
  /** Median of the values over the median of the references. */
  readonly ratio: number;
  /** The 90 % interval of the ratio. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 4_000;

/**
 * The ratio of two medians with its 90 % bootstrap interval. Rounds are resampled as pairs, so that a round that was
 * slow for both counts for both. Deterministic: the same values give the same interval.
 */
export function bootstrapRatio(pairs: readonly Pair[]): Ratio {
  const random = mulberry32(pairs.length);
  const ratios = Array.from({ length: RESAMPLES }, () =>
    ratioOf(
      pairs.map(() => pairs[Math.floor(random() * pairs.length)] ?? [Number.NaN, Number.NaN]),
    ),
  ).sort((a, b) => a - b);
  const at = (share: number) => ratios[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { ratio: ratioOf(pairs), low: at(0.05), high: at(0.95) };
}

function ratioOf(pairs: readonly Pair[]): number {
  return median(pairs.map(([value]) => value)) / median(pairs.map(([, reference]) => reference));
}

/** Seeded random numbers from 0 to 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
