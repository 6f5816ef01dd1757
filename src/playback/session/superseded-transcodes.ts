import { type PlaybackIds, type PlexConnection, sendStop } from '../../plex/index.ts';
import type { RequestQueue } from '../page/request-queue.ts';

export interface SupersededTranscodesOptions {
  readonly connection: PlexConnection;
  readonly requestQueue: RequestQueue;
  /** Whether the session has ended: then its `stopped` ends all transcodes. */
  isOver(): boolean;
}

/** Transcodes that were replaced, and have to be stopped on the server. */
export class SupersededTranscodes {
  readonly #options: SupersededTranscodesOptions;
  #waiting: readonly PlaybackIds[] = [];

  constructor(options: SupersededTranscodesOptions) {
    this.#options = options;
  }

  add(ids: PlaybackIds): void {
    this.#waiting = [...this.#waiting, ids];
    this.stop();
  }

  /** Stops all that are left. One that cannot be stopped, since the server is away, stays for the next call. */
  stop(): void {
    const [first] = this.#waiting;
    if (!first) return;
    const { connection, requestQueue, isOver } = this.#options;
    void requestQueue
      .run(first.clientIdentifier, async () => {
        for (const ids of this.#waiting) {
          if (isOver()) return;
          await sendStop(connection, ids);
          this.#waiting = this.#waiting.filter((one) => one !== ids);
        }
      })
      .catch(() => {});
  }
}
