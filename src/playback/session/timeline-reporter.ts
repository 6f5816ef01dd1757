import {
  type PlaybackIds,
  reportTimeline,
  sendPing,
  type TimelineAnswer,
  type TimelineState,
} from '../../plex/index.ts';
import type { PendingRequests } from './pending-requests.ts';
import type { PlaybackReport, PlexSessionOptions } from './plex-session-options.ts';

/** The server ends silent sessions. Official clients report every 10 s and ping every 60 s. Milliseconds. */
const TIMELINE_MS = 10_000;
const PING_MS = 30_000;

export interface TimelineReporterOptions
  extends Pick<PlexSessionOptions, 'connection' | 'requestQueue' | 'ratingKey' | 'report'> {
  /** Aborts when the session ends. */
  readonly signal: AbortSignal;
  readonly pending: PendingRequests;
  ids(): PlaybackIds;
  /** Whether there is a transcode that needs pings. */
  transcodes(): boolean;
  onReported(report: PlaybackReport, answer: TimelineAnswer): void;
  onPing(result: 'alive' | 'gone'): void;
}

/** Reports the timeline of a session, and pings its transcode. Failed requests are not repeated: the next one follows. */
export class TimelineReporter {
  readonly #options: TimelineReporterOptions;
  #lastState: TimelineState | undefined;

  constructor(options: TimelineReporterOptions) {
    this.#options = options;
  }

  /** Starts the periodic reports and pings. */
  start(): void {
    const { signal, transcodes } = this.#options;
    const timers = [
      setInterval(() => void this.send(), TIMELINE_MS),
      setInterval(() => transcodes() && this.#ping(), PING_MS),
    ];
    signal.addEventListener('abort', () => {
      for (const timer of timers) clearInterval(timer);
    });
  }

  /** Reports a change of state. The same state is only repeated by the timer. */
  reportState(): void {
    if (this.#options.report().state !== this.#lastState) void this.send();
  }

  /** Sends a report. Resolves when it is answered or has failed. */
  async send(timeoutMs?: number): Promise<void> {
    const { connection, requestQueue, ratingKey, report, ids, pending, signal, onReported } =
      this.#options;
    if (signal.aborted) return;
    this.#lastState = report().state;
    await requestQueue
      .run(ids().clientIdentifier, async () => {
        if (signal.aborted) return;
        const sent = report();
        const timeline = { ...sent, ids: ids(), ratingKey };
        const answer = await pending.send(
          (aborted) => reportTimeline(connection, timeline, { signal: aborted, timeoutMs }),
          signal,
        );
        onReported(sent, answer);
      })
      .catch(() => {});
  }

  #ping(): void {
    const { connection, ids, signal, onPing } = this.#options;
    void sendPing(connection, ids(), { signal })
      .then(onPing)
      .catch(() => {});
  }
}
