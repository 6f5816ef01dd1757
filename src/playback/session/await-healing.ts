import { abortableDelay } from '../core/abortable-delay.ts';
import { notDownloaded } from '../core/not-downloaded.ts';
import { BackOnline } from './back-online.ts';
import { type Healing, loadHealing } from './load-healing.ts';

/** Time limit of one attempt. A download that takes longer is waited for again by the next attempt. Milliseconds. */
const ATTEMPT_MS = 5_000;
/** Pauses between the attempts; the browser's `online` event ends them early. Milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000] as const;

/**
 * Like {@link loadHealing}, with a time limit.
 * @throws PlaybackError `server-unreachable`; the reason of the signal.
 */
export async function tryHealing(signal: AbortSignal): Promise<Healing> {
  const done = new AbortController();
  const timeout = abortableDelay(ATTEMPT_MS, AbortSignal.any([signal, done.signal])).then(() => {
    throw notDownloaded(new Error('The download took too long.'));
  });
  try {
    const healing = await Promise.race([loadHealing(), timeout]);
    signal.throwIfAborted();
    return healing;
  } finally {
    done.abort();
  }
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
