import {
  createPlaybackIds,
  dashStartUrl,
  mediaUrlGenerated,
  type PlaybackIds,
  type PlaybackSubject,
  type PlexDecision,
  partUrl,
  renewTranscodeId,
  reportTimeline,
  requestDecision,
  sendPing,
  type TimelineState,
  type TranscodeRequest,
} from '../../plex/index.ts';
import { PendingRequests } from './pending-requests.ts';
import type { EndOptions, PlexSessionOptions } from './plex-session-options.ts';
import { sendStopped } from './send-stopped.ts';
import { SupersededTranscodes } from './superseded-transcodes.ts';
import { withPartKey } from './with-part-key.ts';

/** The server ends silent sessions. Official clients report every 10 s and ping every 60 s. Milliseconds. */
const TIMELINE_MS = 10_000;
const PING_MS = 30_000;
/** Time limit of the questions whether a transcode is alive, or was ended on purpose. Milliseconds. */
const PROBE_MS = 4_000;

export type PlayableDecision = Exclude<PlexDecision, { outcome: 'refused' }>;

/**
 * One playback of one item as the server sees it: decision, source, timeline reports in every state, pings while a
 * transcode is alive, and one `stopped`.
 */
export class PlexSession {
  readonly #options: PlexSessionOptions;
  readonly #life = new AbortController();
  /** Decisions and timelines that the server may still process. */
  readonly #pending = new PendingRequests();
  readonly #superseded: SupersededTranscodes;
  #ids: PlaybackIds;
  /** Whether the server has heard of this session. */
  #known = false;
  #ended = false;
  #transcodes = false;
  #lastState: TimelineState | undefined;

  constructor(options: PlexSessionOptions) {
    this.#options = options;
    this.#ids = createPlaybackIds(options.plexClientSession, options.mediaType);
    this.#superseded = new SupersededTranscodes({
      get connection() {
        return options.connection;
      },
      requestQueue: options.requestQueue,
      isOver: () => this.#ended,
    });
  }

  get ids(): PlaybackIds {
    return this.#ids;
  }

  /** Requests a decision. The source uses the same ids and the same query. */
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
      const { clientIdentifier } = this.#ids;
      const answer = await this.#pending.send(
        (sent) => requestDecision(connection, request, { signal: sent }),
        signal,
      );
      const options = { connection, ratingKey, partIndex, clientIdentifier, signal };
      const decision = await withPartKey(answer, options);
      this.#emitDecision(decision);
      this.#superseded.stop();
      return { decision, request };
    });
  }

  /** The URL that plays what was decided, announced by `plex.media-url-generated`. */
  source(decision: PlayableDecision, request: TranscodeRequest): string {
    this.#transcodes = decision.outcome === 'transcode';
    const { connection, emit, ratingKey, givenSession } = this.#options;
    emit(mediaUrlGenerated({ ids: this.#ids, ratingKey, optsSession: givenSession }));
    return decision.outcome === 'directplay'
      ? partUrl(connection, { ids: this.#ids, partKey: decision.part.key })
      : dashStartUrl(connection, request);
  }

  /** Starts the periodic reports, and the pings for a transcode. */
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

  /** Reports a change of state. The same state is only repeated by the timer. */
  reportState(): void {
    const { state } = this.#options.report();
    if (state !== this.#lastState) void this.#send();
  }

  /** Finds out whether the server has ended this session on purpose, so that it must not be renewed. */
  async checkTermination(): Promise<void> {
    await this.#send(PROBE_MS);
  }

  /** Whether the session has ended: nothing more must be requested for it. */
  get isOver(): boolean {
    return this.#ended;
  }

  /** Whether the server still has the transcode. Rejects when it does not answer. */
  async findAlive(): Promise<boolean> {
    const { connection } = this.#options;
    const options = { signal: this.#life.signal, timeoutMs: PROBE_MS };
    return (await sendPing(connection, this.#ids, options)) === 'alive';
  }

  /** Replaces the transcode id of the playback, and stops the old transcode. */
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
    this.#superseded.add(old);
  }

  /** Ends the session on the server: sends one `stopped`, and nothing after it. Never rejects. */
  async end({ reason = 'ended', keepalive = false }: EndOptions = {}): Promise<void> {
    if (this.#ended) return;
    this.#close();
    if (!this.#known) return;
    const { connection, requestQueue, report, emit, ratingKey } = this.#options;
    const stopped = { ...report(), state: 'stopped' as const, ids: this.#ids, ratingKey };
    try {
      const pending = this.#pending;
      await sendStopped(stopped, { connection, requestQueue, pending, keepalive });
      const { timeSeconds } = stopped;
      emit({ name: 'plex.stopped', data: { ...this.#subject(), timeSeconds, reason } });
    } catch {
      // The server is away or no longer knows the session: it is over either way.
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
        const { terminationCode, terminationText } = await this.#pending.send(
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
      // The next report makes up for a lost one.
      .catch(() => {});
  }

  #terminate(text: string | undefined): void {
    if (this.#ended) return;
    this.#close();
    this.#pending.abort();
    this.#options.onTerminated(text);
  }

  #ping(): void {
    const { connection, emit } = this.#options;
    void sendPing(connection, this.#ids, { signal: this.#life.signal })
      .then((result) => emit({ name: 'plex.ping', data: { ...this.#subject(), result } }))
      .catch(() => {});
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
