/** How many entries in a row may fail. The last of them is an error of the queue. */
const MOST_IN_A_ROW = 3;

/** The way through a queue since an entry has played, or the viewer has chosen one. */
export interface SkipRun {
  /** How many entries have failed in a row. */
  readonly failed: number;
  /** Where the next entry is: 1 after the failed one, -1 before it. */
  readonly direction: 1 | -1;
}

/** What has happened to the current entry. */
export type SkipEvent =
  | { readonly type: 'played' }
  /** Another entry is the current one: the viewer has chosen it, or the one before has ended. */
  | { readonly type: 'moved'; readonly direction: 1 | -1 }
  /** It is a bad entry. */
  | { readonly type: 'failed'; readonly index: number; readonly length: number };

export interface SkipStep {
  readonly run: SkipRun;
  /** Index of the entry to go on with. `undefined`: the current entry stays the current one. */
  readonly to?: number | undefined;
}

export const initialSkipRun: SkipRun = { failed: 0, direction: 1 };

/**
 * Decides which entry follows a bad one. Pure. Bad entries are skipped in the direction of the last move, and forward
 * once one has played; before the first entry
 * the way turns, and goes on after those that have just failed. The third in a row stays, and so does the last entry.
 */
export function nextSkipStep(run: SkipRun, event: SkipEvent): SkipStep {
  // Also after Previous: what has played and then fails has been heard, and so has what is before it.
  if (event.type === 'played') return { run: initialSkipRun };
  if (event.type === 'moved') return { run: { failed: 0, direction: event.direction } };
  const { index, length } = event;
  const failed = run.failed + 1;
  const turns = run.direction < 0 && index === 0;
  const to = turns ? failed : index + run.direction;
  // Retry, and Play at the same entry, start another run.
  if (failed >= MOST_IN_A_ROW || to >= length) return { run: initialSkipRun };
  return { run: { failed, direction: turns ? 1 : run.direction }, to };
}
