import type { PlexConnection, PlexItem } from '../../plex/index.ts';
import type { LibraryReader } from '../core/library-read.ts';
import { describeItems } from '../core/library-requests.ts';
import type { PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { QueueEntry } from './queue-entry.ts';

/** How long the titles of a request that has failed are not requested again. Milliseconds. */
const AGAIN_AFTER_MS = 10_000;

/** The server to ask, until `signal` aborts. */
export interface TitleSource {
  readonly connection: PlexConnection;
  readonly signal: AbortSignal;
}

/** Requests the titles of a queue. */
export class QueueTitles {
  readonly #read: LibraryReader;
  #source: TitleSource | undefined;
  /** From when on a title may be requested again, by rating key. Endless while it is requested, and where there is none. */
  readonly #notBefore = new Map<string, number>();
  /** What the entries without a title have as error because of that. */
  readonly #gaps = new WeakSet<PlaybackError>();

  /** @param gap What entries have as error because these titles could not be requested before. */
  constructor(read: LibraryReader, gap?: PlaybackError) {
    this.#read = read;
    if (gap) this.#gaps.add(gap);
  }

  /** What has failed may be requested at once. */
  retryNow(): void {
    for (const [key, time] of this.#notBefore)
      if (Number.isFinite(time)) this.#notBefore.delete(key);
  }

  /**
   * Requests the titles that these entries lack, of another source at once. Returns what adds them to an entry, or the reason why
   * there is none. `undefined`: nothing was requested, or the signal has aborted.
   */
  async request(
    entries: readonly QueueEntry[],
    source: TitleSource,
  ): Promise<((entry: QueueEntry) => QueueEntry) | undefined> {
    if (source !== this.#source) this.#notBefore.clear();
    this.#source = source;
    const { connection, signal } = source;
    if (signal.aborted) return undefined;
    const now = performance.now();
    const keys = entries
      // An entry that is none has no key.
      .filter(
        ({ item, media }) =>
          !item && media.ratingKey && now >= (this.#notBefore.get(keyOf(media)) ?? 0),
      )
      .map(({ media }) => keyOf(media));
    if (keys.length === 0) return undefined;
    for (const key of keys) this.#notBefore.set(key, Number.POSITIVE_INFINITY);
    const answers = await describeItems(this.#read, connection, keys, signal).catch((thrown) => {
      const error = PlaybackError.from(thrown);
      return new Map<string, PlexItem | PlaybackError>(keys.map((key) => [key, error]));
    });
    if (signal.aborted) return undefined;
    const again = performance.now() + AGAIN_AFTER_MS;
    for (const [key, answer] of answers) {
      if (!(answer instanceof PlaybackError)) continue;
      this.#gaps.add(answer);
      if (answer.code !== 'not-found') this.#notBefore.set(key, again);
    }
    return (entry) => {
      const answer = answers.get(keyOf(entry.media));
      if (entry.item || !answer) return entry;
      // An error of playback says more.
      const error = entry.error && !this.#gaps.has(entry.error) ? entry.error : undefined;
      return answer instanceof PlaybackError
        ? { ...entry, error: error ?? answer }
        : { ...entry, item: answer, error };
    };
  }
}

const keyOf = ({ ratingKey }: PlayableMedia): string => String(ratingKey);
