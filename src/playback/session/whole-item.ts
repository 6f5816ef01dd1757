import { fetchItem, type PlexPart, partUrl } from '../../plex/index.ts';
import type { RequestLimits } from '../core/stream-limits.ts';
import { partTimes, placeAt } from '../engine/direct-play/part-times.ts';
import { whyNotDecodable, whyUnplayable } from '../engine/direct-play/why-unplayable.ts';
import type { SourcePart, WholeSource } from '../engine/session-control.ts';
import type { Answered, DecideOptions, DecidingSession } from './deciding-session.ts';
import { isAway } from './is-away.ts';
import type { PlaybackOptions } from './playback-options.ts';
import { isSameLimits } from './same-limits.ts';

/** As {@link Answered}, with all files of the item when they are played as they are. */
export interface AnsweredWhole extends Answered {
  readonly whole?: WholeSource | undefined;
}

/** The server joins all parts into one stream. */
const ALL_PARTS = -1;

type Options = Pick<PlaybackOptions, 'connection' | 'element' | 'media'>;

/**
 * The decisions about an item that may consist of several files. The files are played one after the other when the browser plays
 * each of them as it is. Else the server is asked to convert all of them into one stream.
 */
export class WholeItem {
  readonly #session: DecidingSession;
  readonly #options: Options;
  /** The files of the version that plays. */
  #parts: readonly PlexPart[] | undefined;
  /** Their lengths, as the engine has found them. Seconds. */
  readonly #found = new Map<number, number>();
  #itemSeconds: number | undefined;
  /** The limits that the server joins the parts for; `undefined` while it does not. */
  #joinedFor: RequestLimits | undefined;

  constructor(session: DecidingSession, options: Options) {
    this.#session = session;
    this.#options = options;
  }

  /** @param first The answer that was given to `asked` about the first part. */
  async decide(asked: DecideOptions, first?: Answered): Promise<AnsweredWhole> {
    const session = this.#session;
    this.#parts ??= await this.#findParts(asked.signal, first);
    const parts = this.#parts;
    if (parts?.length === 1) return first ?? session.decide(asked);
    const isDirect = asked.directPlay && first?.decision.outcome !== 'transcode';
    const { limits = {} } = asked;
    const isJoined = this.#joinedFor !== undefined && isSameLimits(this.#joinedFor, limits);
    if (parts && isDirect && !isJoined && (await this.#canPlay(parts))) {
      const answer = await this.#decidePart(parts, asked, first);
      if (answer.decision.outcome === 'directplay')
        return { ...answer, whole: this.#sourceOf(parts) };
    }
    this.#joinedFor = limits;
    return session.decide({ ...asked, directPlay: false, partIndex: ALL_PARTS });
  }

  /**
   * Asks for the part at the position. The others are requested under the same session without a decision of their own, as Plex's
   * players for Roku and Kodi do. Where a server denies one of them, healing asks again, at the position of that one.
   */
  async #decidePart(
    parts: readonly PlexPart[],
    asked: DecideOptions,
    first: Answered | undefined,
  ): Promise<Answered> {
    const said = parts.map(({ durationSeconds }) => durationSeconds);
    const times = partTimes({ said, item: this.#itemSeconds, found: this.#found });
    const { index, offset } = placeAt(times, asked.offsetSeconds ?? 0);
    if (first && index === 0) return first;
    return this.#session.decide({ ...asked, partIndex: index, offsetSeconds: offset });
  }

  /** The files of the version that was decided on; `undefined` when the server does not tell. */
  async #findParts(
    signal: AbortSignal | undefined,
    first: Answered | undefined,
  ): Promise<readonly PlexPart[] | undefined> {
    const { connection, media } = this.#options;
    const { clientIdentifier } = this.#session.ids;
    const decided = first?.decision.outcome === 'refused' ? undefined : first?.decision.part;
    try {
      // A decision need not name the other parts, and tells nothing of their streams.
      const options = { signal, clientIdentifier };
      const { parts, durationSeconds } = await fetchItem(connection, media.ratingKey, options);
      this.#itemSeconds = durationSeconds;
      const { mediaIndex } = parts.find(({ id }) => id === decided?.id) ?? {};
      const found = parts.filter((part) => part.mediaIndex === mediaIndex);
      return found.length > 0 ? found : undefined;
    } catch (thrown) {
      signal?.throwIfAborted();
      if (isAway(thrown)) throw thrown;
      return undefined;
    }
  }

  async #canPlay(parts: readonly PlexPart[]): Promise<boolean> {
    const { element } = this.#options;
    if (parts.some((part) => !part.key || whyUnplayable(element, part))) return false;
    const reasons = await Promise.all(parts.map((part) => whyNotDecodable(element, part)));
    return reasons.every((reason) => reason === undefined);
  }

  #sourceOf(parts: readonly PlexPart[]): WholeSource {
    const session = this.#session;
    const options = this.#options;
    return {
      durationSeconds: this.#itemSeconds,
      found: this.#found,
      parts: parts.map(
        (part): SourcePart => ({
          part,
          url: () => partUrl(options.connection, { ids: session.ids, partKey: part.key }),
        }),
      ),
    };
  }
}
