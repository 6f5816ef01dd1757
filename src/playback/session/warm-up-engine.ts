import { loadEngine } from '../engine/load-engine.ts';
import { createCopyLocal } from '../page/copy-local.ts';

/**
 * Aborts when a player is going to run dash.js itself. Abort it with a text: the default reason is an error, whose stack would
 * keep the player in memory.
 */
export const engineNeeded = createCopyLocal(
  'engine-needed',
  () => new AbortController(),
  (needed) => needed.abort(),
);

/** Runs dash.js once when the page is idle, unless a player needs it before: then the first frame waits less for the compiler. */
export async function warmUpEngine(): Promise<void> {
  const { signal } = engineNeeded();
  await loadEngine('dash');
  if (signal.aborted) return;
  const { warmUpDash } = await import('../engine/warm-up-dash.ts');
  await warmUpDash(signal);
}
