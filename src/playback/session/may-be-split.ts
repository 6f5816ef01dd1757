import type { Answered } from './deciding-session.ts';

/** How much longer than its file an item must be to have another one. Seconds. */
const ANOTHER_FILE_SECONDS = 1;

/** Whether an item may have more files than the one that was decided on: some servers name only that one. Pure. */
export function mayBeSplit({ decision }: Answered): boolean {
  if (decision.outcome === 'refused') return false;
  const { item, part } = decision;
  const { durationSeconds = 0, parts } = item;
  const rest = durationSeconds - (part.durationSeconds ?? durationSeconds);
  const others = parts.filter(({ mediaIndex }) => mediaIndex === part.mediaIndex);
  return others.length > 1 || rest > ANOTHER_FILE_SECONDS;
}
