import type { PlaybackError } from '../core/playback-error.ts';
import { isEntryError } from './is-entry-error.ts';
import { nextSkipStep, type SkipRun } from './next-skip-step.ts';
import type { QueueState } from './queue.ts';

/** Whether another entry follows the current one when that fails with this error. */
export function willSkip(
  error: PlaybackError,
  run: SkipRun,
  { index, entries: { length } }: QueueState,
): boolean {
  return (
    isEntryError(error) && nextSkipStep(run, { type: 'failed', index, length }).to !== undefined
  );
}
