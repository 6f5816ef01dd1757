import { discardBody } from '../../plex/discard-body.ts';
import { type PlexConnection, type TimelineReport, timelineUrl } from '../../plex/index.ts';
import { onPageHide } from '../page/on-page-hide.ts';
import type { RequestQueue } from '../page/request-queue.ts';
import { isAway } from './is-away.ts';
import { needsBeacon } from './needs-beacon.ts';
import type { PendingRequests } from './pending-requests.ts';

/** Time limit of one `stopped`. Milliseconds. */
const STOPPED_MS = 20_000;
/** Pauses before a `stopped` is repeated that a busy server, or none, has answered. Milliseconds. */
const REPEATS_MS = [300, 600] as const;
/** The next request of the same client waits 1.5 s. Until then the `stopped` may be repeated. Milliseconds. */
const REPEATS_END_MS = 1_200;

export interface SendStoppedOptions {
  readonly connection: PlexConnection;
  readonly requestQueue: RequestQueue;
  /** Decisions and timelines of the session that the server may still process. */
  readonly pending: PendingRequests;
  /** Whether the page is being closed: send at once. */
  readonly keepalive: boolean;
}

/** Sends the one `stopped` of a session, after its pending requests; at once when the page closes. Rejects when that fails. */
export async function sendStopped(
  stopped: TimelineReport,
  { connection, requestQueue, pending, keepalive }: SendStoppedOptions,
): Promise<void> {
  let sent: Promise<void> | undefined;
  // Not repeated after the next request of the client, nor for a page that is closed.
  let repeatsUntil = 0;
  // Always with keepalive: the page may be closed at any time.
  const options = { keepalive: true, timeoutMs: STOPPED_MS };
  const send = () => {
    sent ??= repeatedly(
      async () => discardBody(await connection.fetch(timelineUrl(connection, stopped), options)),
      (delayMs) => performance.now() + delayMs < repeatsUntil,
    );
    sent.catch(() => {});
    return sent;
  };
  const sendNow = () => {
    repeatsUntil = 0;
    pending.abort();
    // The body is empty: Plex reads the query, which holds the token as for every request.
    if (!sent && needsBeacon(connection) && navigator.sendBeacon(timelineUrl(connection, stopped)))
      sent = Promise.resolve();
    return send();
  };
  if (keepalive) return sendNow();
  const waiting = new AbortController();
  try {
    onPageHide(() => void sendNow(), waiting.signal);
    await requestQueue.run(stopped.ids.clientIdentifier, async () => {
      repeatsUntil = performance.now() + REPEATS_END_MS;
      await pending.settle();
      await send();
    });
  } finally {
    waiting.abort();
  }
}

/** Repeats a request while the server is away and `mayRepeat` allows it. Rejects like the last attempt. */
async function repeatedly(
  send: () => Promise<unknown>,
  mayRepeat: (delayMs: number) => boolean,
): Promise<void> {
  for (const delayMs of REPEATS_MS) {
    try {
      await send();
      return;
    } catch (thrown) {
      if (!isAway(thrown) || !mayRepeat(delayMs)) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  await send();
}
