import { setMaxListeners } from 'node:events';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, answers, faultFor } from '../../../scripts/answers.ts';
import { createPlexConnection, type PlexConnection } from '../../plex/index.ts';
import { createPlexServer, type Fault, fetchFrom, type PlexServer } from '../../testing/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { tinyCatalogue } from '../../testing/test-support/tiny-catalogue.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import type { DashSource } from '../engine/create-dash-player.ts';
import { loadEngine } from '../engine/load-engine.ts';
import type { SegmentRequest } from '../engine/segments/segment-request.ts';
import { Queue } from '../queue/queue.ts';
import { loadHealing } from '../session/load-healing.ts';
import { loadItemReader } from './metadata-loader.ts';
import { Player } from './player.ts';
import type { PlayerOptions } from './player-options.ts';

vi.mock('dashjs', () => ({
  MediaPlayer: { events: { ERROR: 'error', PLAYBACK_ENDED: 'playbackEnded' } },
}));
vi.mock('../engine/create-dash-player.ts', () => ({
  createDashPlayer: (media: FakeElement, source: DashSource) => new FakeDash(media, source),
}));

/** Longer than any test plays: what happens while it plays is what counts. */
const SECONDS = 3_600;

/** A media element that plays by the clock once somebody says that there is media. */
class FakeElement extends SilentElement {
  #clock: ReturnType<typeof setInterval> | undefined;
  override load() {
    this.empty();
    if (this.src) void this.#fetch(this.src);
  }
  empty() {
    clearInterval(this.#clock);
    Object.assign(this, { readyState: 0, currentTime: 0, error: null, ended: false });
    this.tell('emptied');
  }
  override async play() {
    this.paused = false;
    this.tell('play');
    if (this.readyState === 4) this.#run();
  }
  override pause() {
    this.paused = true;
    clearInterval(this.#clock);
    this.tell('pause');
  }
  /** There is media. */
  ready() {
    Object.assign(this, { duration: SECONDS, readyState: 4 });
    for (const name of ['durationchange', 'loadedmetadata', 'loadeddata', 'canplay'])
      this.tell(name);
    if (!this.paused) this.#run();
  }
  fail(code: number) {
    this.error = { code, message: '' };
    this.tell('error');
  }
  #run() {
    clearInterval(this.#clock);
    this.tell('playing');
    this.#clock = setInterval(() => {
      this.currentTime += 1;
      this.tell('timeupdate');
    }, 1_000);
  }
  /** As a browser does: anything but media is an error with one code for all of them. */
  async #fetch(url: string) {
    const answer = await fetch(url, { headers: { Range: 'bytes=0-' } }).catch(() => undefined);
    const bytes = await answer?.arrayBuffer();
    if (this.src !== url) return;
    const isMedia = answer?.headers.get('Content-Type')?.startsWith('video/') && bytes?.byteLength;
    if (answer?.ok && isMedia) this.ready();
    else this.fail(4);
  }
}

type Listener = (event: object) => void;

/** The requests of dash.js 5.2.1, with its retries and its error codes. */
class FakeDash {
  readonly #listeners = new Map<string, Listener>();
  readonly #life = new AbortController();
  #source: AbortController | undefined;
  readonly media: FakeElement;
  readonly source: DashSource;
  constructor(media: FakeElement, source: DashSource) {
    this.media = media;
    this.source = source;
  }
  on(name: string, listener: Listener) {
    this.#listeners.set(name, listener);
  }
  destroy() {
    this.#life.abort();
  }
  attachSource(url: string) {
    this.media.empty();
    this.#source?.abort();
    this.#source = new AbortController();
    const signal = AbortSignal.any([this.#life.signal, this.#source.signal]);
    // Rejects when it is aborted.
    this.#run(url, signal).catch(() => {});
  }
  async #run(url: string, signal: AbortSignal) {
    const { body } = await this.source.manifest(signal);
    const base = /initialization="([^"]*)\$Repr/.exec(String(body))?.[1] ?? '';
    const segment = (kind: SegmentRequest['kind'], track: number, at: number): SegmentRequest => ({
      kind,
      url: new URL(`${base}${track}/${kind === 'init' ? 'header' : `${at}.m4s`}`, url).href,
      startSeconds: kind === 'media' ? at : undefined,
      durationSeconds: 1,
      bandwidth: 1_000_000,
    });
    for (const track of [0, 1]) {
      const load = (one: SegmentRequest) => () => this.source.segment(one, signal);
      const init = await this.#ask(signal, 3, 1_000, 28, load(segment('init', track, 0)));
      if (init === undefined) return;
      const media = await this.#ask(signal, 3, 1_000, 27, load(segment('media', track, 0)));
      if (media === undefined) return;
    }
    this.media.ready();
  }
  async #ask(
    signal: AbortSignal,
    retries: number,
    intervalMs: number,
    code: number,
    request: () => ReturnType<DashSource['manifest']>,
  ) {
    for (let retry = 0; ; retry += 1) {
      const { status, body } = await request();
      signal.throwIfAborted();
      if (status >= 200 && status <= 299) return body;
      if (retry === retries) return this.#fail(code, status);
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
      signal.throwIfAborted();
    }
  }
  #fail(code: number, status?: number): undefined {
    this.#listeners.get('error')?.({ error: { code, data: { response: { status } } } });
  }
}

/** As much of an XMLHttpRequest as a download of a segment uses. */
class FakeRequest {
  status = 0;
  response: ArrayBuffer | null = null;
  onreadystatechange?: () => void;
  onprogress?: (event: { loaded: number }) => void;
  onload?: () => void;
  onloadend?: () => void;
  readonly #life = new AbortController();
  #url = '';
  open(_method: string, url: string) {
    this.#url = url;
  }
  abort() {
    this.#life.abort();
    this.onloadend?.();
  }
  async send() {
    try {
      const answer = await fetch(this.#url, { signal: this.#life.signal });
      this.response = await answer.arrayBuffer();
      this.status = answer.status;
      this.onreadystatechange?.();
      this.onload?.();
    } catch {
      // No answer.
    }
    this.onloadend?.();
  }
}

/** What depends on an answer: a player or a list. */
interface Subject {
  readonly errors: PlaybackError[];
  status(): string;
  /** Seconds. */
  position(): number;
  /** Resolves when the server has been told. */
  end(): Promise<void>;
}

interface Endpoint {
  readonly name: string;
  readonly path: string | RegExp;
  /** Whether playback goes on without it. */
  readonly isOptional?: true;
  /** What makes the player request it. */
  readonly because?: readonly Fault[];
  begin(connection: PlexConnection): Subject;
}

function player(connection: PlexConnection, options: Partial<PlayerOptions> = {}): Subject {
  const errors: PlaybackError[] = [];
  const shown = new Player({
    playerRole: 'single',
    mediaType: 'video',
    connection,
    media: { ratingKey: '662548' },
    plexClientSession: connection.baseUrl,
    autoPlay: true,
    onError: (error) => errors.push(error),
    ...options,
  });
  shown.mount();
  return {
    errors,
    status: () => shown.state.status,
    position: () => shown.state.currentTime,
    end: () => shown.end(),
  };
}

function list(connection: PlexConnection): Subject {
  const queue = new Queue();
  const life = new AbortController();
  const errors: PlaybackError[] = [];
  queue.store.subscribe(() => {
    const { error } = queue.store.get();
    if (error) errors.push(error);
  });
  void queue.load(connection, { playlist: '140600' }, life.signal);
  return {
    errors,
    status: () => queue.store.get().status,
    position: () => 0,
    end: async () => life.abort(),
  };
}

const optional = { isOptional: true, begin: player } as const;
const endpoints: readonly Endpoint[] = [
  {
    name: 'metadata',
    path: /^\/library\/metadata\/\d+$/,
    begin: (connection) => player(connection, { autoPlay: false, preload: 'metadata' }),
  },
  { name: 'list', path: '/playlists/', begin: list },
  { name: 'decision', path: '/decision', begin: player },
  { name: 'manifest', path: '/start.mpd', begin: player },
  { name: 'header', path: '/header', begin: player },
  { name: 'segment', path: '.m4s', begin: player },
  {
    name: 'part',
    path: '/library/parts/',
    begin: (connection) => player(connection, { media: { ratingKey: '662560' } }),
  },
  { name: 'timeline', path: '/:/timeline', ...optional },
  // Asked when segments stay empty, and every 30 s.
  { name: 'ping', path: '/ping', ...optional, because: [{ kind: 'empty-segments', times: 8 }] },
  // Sent when a session is replaced, and at the end.
  {
    name: 'stop',
    path: '/stop',
    ...optional,
    because: [{ kind: 'status', status: 404, on: { path: '.m4s' }, times: 2 }],
  },
];

/** The longest wait of all: for a session without media, or a server that is away. Seconds. */
const LONGEST_SECONDS = 110;
/** A session without media is asked every 2.5 s in the end, and replaced once. */
const MOST_REQUESTS = 100;
/** Each start takes six requests. A player that has to begin anew at once has sent these twice, and told the end of the first. */
const MOST_PER_SECOND = 16;
/** The limit allows five new sessions within 8 s: direct play takes five requests for each. */
const MOST_PER_TEN_SECONDS = 32;

interface Run {
  readonly server: PlexServer;
  readonly subject: Subject;
  /** When each request was sent. Milliseconds. */
  readonly sentAt: number[];
  /** How many requests there were when it failed. */
  sentAtError?: number;
  isTold?: true;
}

describe.each(endpoints)('a $name that the server answers with', (endpoint) => {
  const runs = new Map<string, Run>();
  const runOf = (answer: Answer) => runs.get(hostOf(answer)) as Run;

  /** All answers at the same time. Each player has its own server, so that they share no limit. */
  beforeAll(async () => {
    // Each player listens for the end of each of its requests.
    setMaxListeners(0);
    vi.stubGlobal('MediaSource', class {});
    vi.stubGlobal('DOMParser', new Window().DOMParser);
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('document', { createElement: () => new FakeElement() });
    vi.stubGlobal('XMLHttpRequest', FakeRequest);
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      const run = runs.get(new URL(url).host);
      if (!run) throw new Error(`${url} is another server.`);
      run.sentAt.push(performance.now());
      return fetchFrom(run.server)(url, init);
    });
    // Fake timers do not wait for the download of a chunk.
    await Promise.all([loadEngine('native'), loadEngine('dash'), loadHealing(), loadItemReader()]);
    vi.useFakeTimers();
    for (const answer of answers) begin(answer);
    for (let second = 0; second < LONGEST_SECONDS && !isOver(); second += 1) await pass(1);
    for (const run of runs.values())
      void run.subject.end().then(() => {
        run.isTold = true;
      });
    // A failed player sends nothing more.
    await pass(30);
  }, 60_000);

  afterAll(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function begin(answer: Answer): void {
    const host = hostOf(answer);
    const server = createPlexServer({ catalogue: tinyCatalogue() });
    const { path, because = [] } = endpoint;
    for (const fault of because) server.inject(fault);
    server.inject(faultFor(answer, { on: { path } }));
    const sentAt: number[] = [];
    const connection = createPlexConnection({ baseUrl: `http://${host}` });
    // The first request is sent within `begin`.
    const run = { server, sentAt, subject: undefined as unknown as Subject };
    runs.set(host, run);
    run.subject = endpoint.begin(connection);
  }

  const hostOf = (answer: Answer) => `${endpoint.name}-${answer}.test`;

  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      for (const run of runs.values())
        if (run.subject.errors.length > 0) run.sentAtError ??= run.sentAt.length;
    }
  }

  /** Whether all have failed, or have played over two reports and a ping. */
  function isOver(): boolean {
    const all = [...runs.values()];
    if (!endpoint.isOptional) return all.every(({ subject }) => subject.errors.length > 0);
    const [first] = all;
    return performance.now() - (first?.sentAt[0] ?? 0) > 35_000;
  }

  it.each(answers)('%s', (answer) => {
    const { subject, sentAt, sentAtError, isTold } = runOf(answer);
    expect(sentAt.length).toBeGreaterThan(0);
    expect(sentAt.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(mostWithin(1_000, sentAt)).toBeLessThanOrEqual(MOST_PER_SECOND);
    expect(mostWithin(10_000, sentAt)).toBeLessThanOrEqual(MOST_PER_TEN_SECONDS);
    expect(isTold).toBe(true);
    if (endpoint.isOptional) {
      expect(subject.errors).toEqual([]);
      expect(subject.position()).toBeGreaterThan(5);
      return;
    }
    const { code, status } = failureOf(endpoint.name, answer);
    expect(subject.errors).toHaveLength(1);
    const [error] = subject.errors;
    expect(error?.name).toBe('PlaybackError');
    expect(error?.code).toBe(code);
    expect(error?.status).toBe(status);
    // At most what tells the server of the end.
    expect(sentAt.length - (sentAtError ?? 0)).toBeLessThanOrEqual(2);
  });
});

/** The error of a player that gets this answer each time. */
function failureOf(name: string, answer: Answer): { code: PlaybackError['code']; status?: number } {
  const status = typeof answer === 'number' ? answer : 200;
  const isMissing = status === 404 || status === 410;
  const isSession = ['manifest', 'header', 'segment'].includes(name);
  // The element does not tell what is wrong with a file.
  if (name === 'part' && status < 300) return { code: 'unsupported' };
  if (status === 401) return { code: 'auth-expired', status };
  if (status === 403) return { code: 'forbidden', status };
  if (status === 509) return { code: 'bandwidth', status };
  if (isMissing && !isSession) return { code: 'not-found', status };
  // Of a part it means that the session has ended: until the limit allows no other one.
  if (name === 'part' && status === 503) return { code: 'session-storm', status };
  return { code: 'server-error', status };
}

/** The most requests within any such time. */
function mostWithin(milliseconds: number, times: readonly number[]): number {
  const counts = times.map(
    (from) => times.filter((at) => at >= from && at < from + milliseconds).length,
  );
  return Math.max(0, ...counts);
}
