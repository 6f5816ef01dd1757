import type { PlaybackError } from '../core/playback-error.ts';
import { isEntryError } from './is-entry-error.ts';
import { nextSkipStep, type SkipRun } from './next-skip-step.ts';
import type { QueueEntry } from './queue-entry.ts';

/** Whether another entry follows the current one when that fails with this error. */
export function willSkip(
  error: PlaybackError,
  run: SkipRun,
  { index, entries }: { readonly index: number; readonly entries: readonly QueueEntry[] },
): boolean {
  const { length } = entries;
  const media = entries[index]?.media;
  if (!media || !isEntryError(error, media)) return false;
  return nextSkipStep(run, { type: 'failed', index, length }).to !== undefined;
}
