import {
  createPlaybackIds,
  dashStartUrl,
  fetchItem,
  mediaUrlGenerated,
  type PlaybackIds,
  type PlaybackSubject,
  type PlexConnection,
  type PlexDecision,
  type PlexEvent,
  type PlexMediaType,
  partUrl,
  renewTranscodeId,
  reportTimeline,
  requestDecision,
  sendPing,
  sendStop,
  type TimelineState,
  type TranscodeRequest,
} from '../../plex/index.ts';
import type { RequestQueue } from '../page/request-queue.ts';
import { isAway } from './is-away.ts';
import { PendingAnswer } from './pending-answer.ts';

/** Plex ends a session it hears nothing of; official clients report every 10 s and ping every 60 s. Milliseconds. */
const TIMELINE_MS = 10_000;
const PING_MS = 30_000;
/** How long a server may take to say whether a transcode lives, or has been ended on purpose. Milliseconds. */
const PROBE_MS = 4_000;

/** How long a server may take to take note of the end. Milliseconds. */
const LAST_WORD_MS = 20_000;
/** Waits before a `stopped` is said again that the server was too busy for, or did not hear. Milliseconds. */
const REPEATS_MS = [300, 600] as const;
/** The next call of the same client waits 1.5 s: until so long after its turn has come it may be said again. Milliseconds. */
const REPEATS_END_MS = 1_200;

/** What the timeline says, in seconds. */
export interface PlaybackReport {
  readonly state: TimelineState;
  readonly timeSeconds: number;
  readonly durationSeconds: number;
}

export interface PlexSessionOptions {
  readonly connection: PlexConnection;
  readonly plexClientSession: string;
  /** What the host passed as `plexClientSession`, for the event of the report. */
  readonly givenSession: string | undefined;
  readonly mediaType: PlexMediaType;
  readonly ratingKey: string;
  readonly mediaIndex?: number | undefined;
  readonly partIndex?: number | undefined;
  readonly requestQueue: RequestQueue;
  emit(event: PlexEvent): void;
  /** Reads what the next timeline says. */
  report(): PlaybackReport;
  /** Nothing more is sent for this playback but, perhaps, its `stopped`. */
  onEnded(): void;
  /** The server ended this playback. */
  onTerminated(text: string | undefined): void;
}

export interface EndOptions {
  /** Why, for the event. @default 'ended' */
  readonly reason?: string | undefined;
  /** Whether the page is going away, so that the call has to outlive it. @default false */
  readonly keepalive?: boolean | undefined;
}

export type PlayableDecision = Exclude<PlexDecision, { outcome: 'refused' }>;

/**
 * One play-through of one item as the server sees it: decision, then the source, then the timeline in every state,
 * pings while a transcode lives, and one `stopped`.
 */
export class PlexSession {
  readonly #options: PlexSessionOptions;
  readonly #life = new AbortController();
  /** What the server may still act on: decisions and timelines. */
  readonly #pending = new PendingAnswer();
  #ids: PlaybackIds;
  #known = false;
  #ended = false;
  #transcodes = false;
  #lastState: TimelineState | undefined;
  /** Transcodes that have a successor, and whose end the server has not heard of yet. */
  #superseded: PlaybackIds[] = [];

  constructor(options: PlexSessionOptions) {
    this.#options = options;
    this.#ids = createPlaybackIds(options.plexClientSession, options.mediaType);
  }

  get ids(): PlaybackIds {
    return this.#ids;
  }

  /** Asks the server how to play. The same ids and the same query go into the source afterwards. */
  decide(
    options: {
      offsetSeconds?: number | undefined;
      directPlay?: boolean | undefined;
      signal?: AbortSignal;
    } = {},
  ): Promise<{ decision: PlexDecision; request: TranscodeRequest }> {
    const { connection, requestQueue, ratingKey, mediaIndex, partIndex } = this.#options;
    const { signal, ...rest } = options;
    const request: TranscodeRequest = { ids: this.#ids, ratingKey, mediaIndex, partIndex, ...rest };
    return requestQueue.run(this.#ids.clientIdentifier, async () => {
      signal?.throwIfAborted();
      this.#life.signal.throwIfAborted();
      this.#known = true;
      const decision = await this.#withPartKey(
        await this.#pending.ask(
          (called) => requestDecision(connection, request, { signal: called }),
          signal,
        ),
        signal,
      );
      this.#emitDecision(decision);
      if (this.#superseded.length > 0) this.#stopSuperseded();
      return { decision, request };
    });
  }

  /** The URL that plays what was decided, announced by the event of the report. */
  source(decision: PlayableDecision, request: TranscodeRequest): string {
    this.#transcodes = decision.outcome === 'transcode';
    const { connection, emit, ratingKey, givenSession } = this.#options;
    emit(mediaUrlGenerated({ ids: this.#ids, ratingKey, optsSession: givenSession }));
    return decision.outcome === 'directplay'
      ? partUrl(connection, { ids: this.#ids, partKey: decision.part.key })
      : dashStartUrl(connection, request);
  }

  /** Starts the reports that keep the session alive, and the pings for as long as there is a transcode. */
  keepAlive(): void {
    const { signal } = this.#life;
    const timers = [
      setInterval(() => void this.#send(), TIMELINE_MS),
      setInterval(() => this.#transcodes && this.#ping(), PING_MS),
    ];
    signal.addEventListener('abort', () => {
      for (const timer of timers) clearInterval(timer);
    });
  }

  /** Tells the server of a change of state; saying the same again is left to the timer. */
  reportState(): void {
    const { state } = this.#options.report();
    if (state !== this.#lastState) void this.#send();
  }

  /** Asks whether the server has ended this playback on purpose: then it must not be renewed. */
  async learnOfTermination(): Promise<void> {
    await this.#send(PROBE_MS);
  }

  /** Whether nothing more is to be asked for this playback. */
  get isOver(): boolean {
    return this.#ended;
  }

  /** Whether the server still has the transcode. Rejects when it does not answer. */
  async findAlive(): Promise<boolean> {
    const { connection } = this.#options;
    const options = { signal: this.#life.signal, timeoutMs: PROBE_MS };
    return (await sendPing(connection, this.#ids, options)) === 'alive';
  }

  /** A fresh transcode for the same playback; the old one is stopped. */
  renew(reason: string): void {
    const old = this.#ids;
    this.#ids = renewTranscodeId(old);
    const { emit, report } = this.#options;
    emit({
      name: 'plex.session-renewed',
      data: {
        ...this.#subject(),
        previousTranscodeId: old.transcodeId,
        timeSeconds: report().timeSeconds,
        reason,
      },
    });
    this.#superseded.push(old);
    this.#stopSuperseded();
  }

  /** One that can't be told now, since the server is away, is told after the next decision. */
  #stopSuperseded(): void {
    const { connection, requestQueue } = this.#options;
    void requestQueue
      .run(this.#ids.clientIdentifier, async () => {
        for (const ids of this.#superseded) {
          if (this.#ended) return;
          await sendStop(connection, ids);
          this.#superseded = this.#superseded.filter((one) => one !== ids);
        }
      })
      .catch(() => {});
  }

  /** Ends the playback on the server: one `stopped`, after which nothing more is sent. */
  async end({ reason = 'ended', keepalive = false }: EndOptions = {}): Promise<void> {
    if (this.#ended) return;
    this.#close();
    if (!this.#known) return;
    const { connection, requestQueue, report, emit, ratingKey } = this.#options;
    const stopped = { ...report(), state: 'stopped' as const, ids: this.#ids, ratingKey };
    let told: Promise<unknown> | undefined;
    // Nothing is said again behind what comes next, nor to a page that has gone.
    let repeatsUntil = 0;
    // It outlives the page from the beginning: nobody knows when that goes.
    const options = { keepalive: true, timeoutMs: LAST_WORD_MS };
    const tell = () => {
      told ??= repeatedly(
        () => reportTimeline(connection, stopped, options),
        (waitMs) => Date.now() + waitMs < repeatsUntil,
      );
      told.catch(() => {});
      return told;
    };
    // A page that goes away can't wait: not for its turn, and not for an answer.
    const tellNow = () => {
      repeatsUntil = 0;
      this.#pending.callOff();
      return tell();
    };
    const waiting = new AbortController();
    try {
      globalThis.addEventListener?.('pagehide', tellNow, { signal: waiting.signal });
      await (keepalive
        ? tellNow()
        : requestQueue.run(this.#ids.clientIdentifier, async () => {
            repeatsUntil = Date.now() + REPEATS_END_MS;
            await this.#pending.settle();
            await tell();
          }));
      const { timeSeconds } = stopped;
      emit({ name: 'plex.stopped', data: { ...this.#subject(), timeSeconds, reason } });
    } catch {
      // The server is away or has forgotten the session: it is over either way.
    } finally {
      waiting.abort();
    }
  }

  #close(): void {
    this.#ended = true;
    this.#life.abort();
    this.#options.onEnded();
  }

  async #send(timeoutMs?: number): Promise<void> {
    if (this.#ended) return;
    const { connection, requestQueue, ratingKey, report, emit } = this.#options;
    this.#lastState = report().state;
    await requestQueue
      .run(this.#ids.clientIdentifier, async () => {
        if (this.#ended) return;
        const said = report();
        const timeline = { ...said, ids: this.#ids, ratingKey };
        const { terminationCode, terminationText } = await this.#pending.ask(
          (signal) => reportTimeline(connection, timeline, { signal, timeoutMs }),
          this.#life.signal,
        );
        const { state, timeSeconds } = said;
        emit({
          name: 'plex.timeline',
          data: { ...this.#subject(), state, timeSeconds, terminationCode, terminationText },
        });
        if (terminationCode !== undefined) this.#terminate(terminationText);
      })
      // A report that gets lost is made good by the next one.
      .catch(() => {});
  }

  #terminate(text: string | undefined): void {
    if (this.#ended) return;
    this.#close();
    this.#pending.callOff();
    this.#options.onTerminated(text);
  }

  #ping(): void {
    const { connection, emit } = this.#options;
    void sendPing(connection, this.#ids, { signal: this.#life.signal })
      .then((result) => emit({ name: 'plex.ping', data: { ...this.#subject(), result } }))
      .catch(() => {});
  }

  /** Some servers name the part of a direct play without its path; the item itself has it. */
  async #withPartKey(decision: PlexDecision, signal?: AbortSignal): Promise<PlexDecision> {
    if (decision.outcome !== 'directplay' || decision.part.key !== '') return decision;
    const { connection, ratingKey, partIndex = 0 } = this.#options;
    const { clientIdentifier } = this.#ids;
    const { parts } = await fetchItem(connection, ratingKey, { signal, clientIdentifier });
    const part = parts.find(({ id }) => id === decision.part.id) ?? parts[partIndex];
    return part ? { ...decision, part } : decision;
  }

  #emitDecision(decision: PlexDecision): void {
    const { outcome, codes } = decision;
    const said = codes.general ?? codes.mde;
    this.#options.emit({
      name: 'plex.decision',
      data: { ...this.#subject(), outcome, code: said?.code, text: said?.text },
    });
  }

  #subject(): PlaybackSubject {
    const { clientIdentifier, playbackId, transcodeId } = this.#ids;
    const plexId = this.#options.ratingKey;
    return { plexId, clientIdentifier, sessionIdentifier: playbackId, transcodeId };
  }
}

/** Says something again that the server can't take at the moment, for as long as it `may` wait. Rejects like the last try. */
async function repeatedly(
  say: () => Promise<unknown>,
  may: (waitMs: number) => boolean,
): Promise<void> {
  for (const wait of REPEATS_MS) {
    try {
      await say();
      return;
    } catch (thrown) {
      if (!isAway(thrown) || !may(wait)) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  await say();
}
