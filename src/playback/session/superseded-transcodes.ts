import { type PlaybackIds, sendStop } from '../../plex/index.ts';
import type { PlaybackOptions } from './playback-options.ts';
import type { PlexSession } from './plex-session.ts';

export interface SupersededTranscodesOptions {
  /** The connection is read for each request, so that a new token is used at once. */
  readonly playback: Pick<PlaybackOptions, 'connection' | 'requestQueue'>;
  /** When it has ended, its `stopped` ends all transcodes. */
  readonly session: Pick<PlexSession, 'isOver'>;
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
    const { playback, session } = this.#options;
    const { connection, requestQueue } = playback;
    void requestQueue
      .run(first.clientIdentifier, async () => {
        for (const ids of this.#waiting) {
          if (session.isOver) return;
          await sendStop(connection, ids);
          this.#waiting = this.#waiting.filter((one) => one !== ids);
        }
      })
      .catch(() => {});
  }
}
