import {
  dashStartUrl,
  decisionUrl,
  mediaUrlGenerated,
  type PlaybackIds,
  type PlaybackSubject,
  type PlexDecision,
  partUrl,
  renewTranscodeId,
  type TimelineAnswer,
  type TranscodeRequest,
} from '../../plex/index.ts';
import { playbackIdsOf } from '../../plex/playback-ids.ts';
import type { Correction } from './checked-request.ts';
import type { Answered, DecideOptions, DecidingSession } from './deciding-session.ts';
import { loadSessionParts } from './load-session-parts.ts';
import { PendingRequests } from './pending-requests.ts';
import type { EndOptions, PlaybackReport, PlexSessionOptions } from './plex-session-options.ts';
import { sendStopped } from './send-stopped.ts';
import type { TimelineReporter, TimelineReporterOptions } from './timeline-reporter.ts';

/** Time limit of the questions whether a transcode is alive, or was ended on purpose. Milliseconds. */
const PROBE_MS = 4_000;

export type PlayableDecision = Exclude<PlexDecision, { outcome: 'refused' }>;

/**
 * One playback of one item as the server sees it: decision, source, timeline reports in every state, pings while a
 * transcode is alive, and one `stopped`.
 */
export class PlexSession implements DecidingSession {
  readonly #options: PlexSessionOptions;
  readonly #life = new AbortController();
  /** Decisions and timelines that the server may still process. */
  readonly #pending = new PendingRequests();
  /** From the first decision on: before it, the server knows nothing of the session. */
  #timeline: TimelineReporter | undefined;
  #ids: PlaybackIds;
  /** What each decision has to ask for, since the file or a stream of it does not play here. */
  #corrections: Correction = {};
  /** Whether streams of the file are copied into what the server sends. */
  #copies = false;
  /** Whether the server has heard of this session. */
  #known = false;
  #isUnused = true;
  /** What the server has decided about last: what plays, or is about to. `undefined` before its first answer. */
  asked: TranscodeRequest | undefined;
  #ended = false;
  /** Whether the end of the page has begun to end the session, and `stopped` is not sent yet. */
  #isLeaving = false;
  #transcodes = false;

  constructor(options: PlexSessionOptions) {
    this.#options = options;
    this.#ids = playbackIdsOf(options.plexClientSession, options.mediaType);
  }

  get ids(): PlaybackIds {
    return this.#ids;
  }

  /** Requests a decision. The source uses the same ids and the same query. */
  decide(options: DecideOptions = {}): Promise<Answered> {
    const { connection, requestQueue, ratingKey, mediaIndex, element, item } = this.#options;
    const { signal, onSent, partIndex = this.#options.partIndex, limits, ...rest } = options;
    let request: TranscodeRequest = {
      ids: this.#ids,
      ratingKey,
      mediaIndex,
      partIndex,
      ...limits,
      ...rest,
    };
    const correct = (correction?: Correction) => {
      this.#corrections = { ...this.#corrections, ...correction };
      request = { ...request, ...this.#corrections };
      return correction;
    };
    // An item that is not known is checked when the server has described it.
    correct(loadSessionParts.loaded?.correctionFor(request, item(), element));
    return requestQueue.run(this.#ids.clientIdentifier, async () => {
      signal?.throwIfAborted();
      this.#life.signal.throwIfAborted();
      this.#known = true;
      const { clientIdentifier } = this.#ids;
      const ask = () =>
        this.#pending.send(async (sent) => {
          const url = decisionUrl(connection, request);
          const [answer, parts] = await Promise.all([
            connection.fetch(url, { signal: sent }),
            loadSessionParts(),
          ]);
          this.#timeline ??= new parts.TimelineReporter(this.#reporting());
          return [await parts.readDecision(answer, connection.redact, sent), parts] as const;
        }, signal);
      const asked = ask();
      onSent?.();
      let [decision, { correctionOf, withPartKey }] = await asked;
      while (correct(correctionOf(decision, request, element))) [decision] = await ask();
      if (decision.outcome === 'directplay' && !decision.part.key) {
        const options = { connection, ratingKey, partIndex, clientIdentifier, signal };
        decision = await withPartKey(decision, options);
      }
      this.#isUnused = false;
      const { streams = [] } = decision.outcome === 'transcode' ? decision.part : {};
      this.#copies = streams.some((stream) => stream.decision === 'copy');
      this.asked = request;
      this.#emitDecision(decision);
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
    this.#timeline?.start();
  }

  /** Reports a change of state. The same state is only repeated by the timer. */
  reportState(): void {
    this.#timeline?.reportState();
  }

  /** Finds out whether the server has ended this session on purpose, so that it must not be renewed. */
  async checkTermination(): Promise<void> {
    await this.#timeline?.send(PROBE_MS);
  }

  /** Whether the session has ended: nothing more must be requested for it. */
  get isOver(): boolean {
    return this.#ended;
  }

  /** Whether streams of the file are copied as they are, and {@link PlexSession.refuseCopies} changes that. */
  get copies(): boolean {
    return this.#copies && this.#corrections.directStreamAudio !== false;
  }

  /** From now on asks the server to convert all streams. */
  refuseCopies(): void {
    this.#corrections = { ...this.#corrections, directStream: false, directStreamAudio: false };
  }

  /** Whether the server still has the transcode. Rejects when it does not answer. */
  async findAlive(): Promise<boolean> {
    const { connection } = this.#options;
    const options = { signal: this.#life.signal, timeoutMs: PROBE_MS };
    const { sendPing } = await loadSessionParts();
    return (await sendPing(connection, this.#ids, options)) === 'alive';
  }

  /** Whether the server has not decided about the current transcode id yet. */
  get isUnused(): boolean {
    return this.#isUnused;
  }

  /** Replaces the transcode id of the playback. Returns the ids of the old transcode, which has to be stopped. */
  renew(reason: string): PlaybackIds {
    const old = this.#ids;
    this.#ids = renewTranscodeId(old);
    this.#isUnused = true;
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
    return old;
  }

  /** Ends the session on the server: sends one `stopped`, and nothing after it. Never rejects. */
  async end({ reason = 'ended', continuing, keepalive = false }: EndOptions = {}): Promise<void> {
    // Firefox may have ended the script before it came to the request, see `onPageHide`.
    if (this.#ended && !this.#isLeaving) return;
    this.#isLeaving = keepalive;
    this.#close();
    if (!this.#known) return;
    const { connection, requestQueue, report, emit, ratingKey } = this.#options;
    const stopped = {
      ...report(),
      state: 'stopped' as const,
      ids: this.#ids,
      ratingKey,
      continuing: continuing || undefined,
    };
    try {
      const pending = this.#pending;
      const sent = sendStopped(stopped, { connection, requestQueue, pending, keepalive });
      this.#isLeaving = false;
      await sent;
      const { timeSeconds } = stopped;
      emit({ name: 'plex.stopped', data: { ...this.#subject(), timeSeconds, reason } });
    } catch {
      // The server is away or no longer knows the session: it is over either way.
    }
  }

  #reporting(): TimelineReporterOptions {
    const options = this.#options;
    return {
      ...options,
      // Read for each request, so that a new token is used at once.
      get connection() {
        return options.connection;
      },
      signal: this.#life.signal,
      pending: this.#pending,
      ids: () => this.#ids,
      transcodes: () => this.#transcodes,
      onReported: (sent, answer) => this.#onReported(sent, answer),
      onPing: (result) => options.emit({ name: 'plex.ping', data: { ...this.#subject(), result } }),
    };
  }

  #close(): void {
    this.#ended = true;
    this.#life.abort();
    this.#options.onEnded();
  }

  #onReported({ state, timeSeconds }: PlaybackReport, answer: TimelineAnswer): void {
    const { terminationCode, terminationText } = answer;
    this.#options.emit({
      name: 'plex.timeline',
      data: { ...this.#subject(), state, timeSeconds, terminationCode, terminationText },
    });
    if (terminationCode !== undefined) this.#terminate(terminationText);
  }

  #terminate(text: string | undefined): void {
    if (this.#ended) return;
    this.#close();
    this.#pending.abort();
    this.#options.onTerminated(text);
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
