import { downloaded } from '../core/downloaded.ts';
import { BackOnline } from './back-online.ts';
import { type Healing, loadHealing } from './load-healing.ts';

/** Time limit of one attempt. A download that takes longer is waited for again by the next attempt. Seconds. */
const ATTEMPT_SECONDS = 5;
/** Pauses between the attempts; the browser's `online` event ends them early. Milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000] as const;

/**
 * Like {@link loadHealing}, with a time limit.
 * @throws PlaybackError `server-unreachable`; the reason of the signal.
 */
export function tryHealing(signal: AbortSignal): Promise<Healing> {
  return downloaded(loadHealing(), ATTEMPT_SECONDS, signal);
}

/**
 * Loads the code that replaces a dead session; tries again for a while when the download fails.
 * @throws PlaybackError `server-unreachable` after the last attempt; the reason of the signal.
 */
export async function awaitHealing(signal: AbortSignal): Promise<Healing> {
  const done = new AbortController();
  const online = new BackOnline(AbortSignal.any([signal, done.signal]));
  try {
    for (const pause of PAUSES_MS) {
      const healing = await tryHealing(signal).catch(() => undefined);
      if (healing) return healing;
      await online.orAfter(pause);
    }
    return await tryHealing(signal);
  } finally {
    done.abort();
  }
}
