import { abortableDelay } from './abortable-delay.ts';
import type { EngineFailure } from './engine.ts';

/** Waits `ms` milliseconds; while the server is away, the browser coming back online ends the wait. */
export async function untilBackOrLater(
  ms: number,
  kind: EngineFailure['kind'],
  signal: AbortSignal,
): Promise<void> {
  if (kind !== 'network') return abortableDelay(ms, signal);
  const back = new AbortController();
  globalThis.addEventListener?.('online', () => back.abort(), { once: true, signal });
  await abortableDelay(ms, AbortSignal.any([signal, back.signal])).catch(() => {});
  signal.throwIfAborted();
}
