import type { Measurement } from '../runner/measurement.ts';
import { bytes } from './bytes.ts';
import { firstFrame } from './first-frame.ts';
import { killedSession } from './killed-session.ts';
import { longList } from './long-list.ts';
import { mountCycle } from './mount-cycle.ts';
import { whilePlaying } from './while-playing.ts';

/** In the order of the report. */
export const measurements: readonly Measurement[] = [
  bytes,
  firstFrame,
  whilePlaying,
  mountCycle,
  killedSession,
  longList,
];
