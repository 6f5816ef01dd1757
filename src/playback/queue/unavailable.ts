import { PlaybackError } from '../core/playback-error.ts';
import { isEntryError } from './is-entry-error.ts';
import { isMissing } from './is-missing.ts';
import type { QueueEntry } from './queue-entry.ts';

/** How many entries are looked at: as many as are skipped in a row. */
const AHEAD = 3;

/**
 * The error of an entry that is none, or of which the server says that it cannot read its files. None for another entry with an error:
 * then the server is asked again.
 */
export function unavailable(entry: QueueEntry | undefined): PlaybackError | undefined {
  if (entry && !entry.media.ratingKey) return entry.error;
  if (!entry || entry.error || !isMissing(entry.item)) return undefined;
  return new PlaybackError('not-found', {
    text: 'The server has no file of this item, or cannot read it. Check the disk of the server, then press Retry.',
  });
}

/** Whether an entry follows that is likely to play. */
export function hasPlayableNext(entries: readonly QueueEntry[], index: number): boolean {
  if (index < 0) return false;
  return entries
    .slice(index + 1, index + 1 + AHEAD)
    .some(({ item, error, media }) => !isMissing(item) && !(error && isEntryError(error, media)));
}
