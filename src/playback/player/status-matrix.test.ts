import { setMaxListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { createPlexServer, type Fault, fetchFrom, type PlexServer } from '../../testing/index.ts';
import { tinyCatalogue } from '../../testing/test-support/tiny-catalogue.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import type { DashSource } from '../engine/create-dash-player.ts';
import { loadEngine } from '../engine/load-engine.ts';
import type { SegmentRequest } from '../engine/segments/segment-request.ts';
import { loadHealing } from '../session/load-healing.ts';
import { Player } from './player.ts';
import type { PlayerOptions } from './player-options.ts';

vi.mock('dashjs', () => ({
  MediaPlayer: { events: { ERROR: 'error', PLAYBACK_ENDED: 'playbackEnded' } },
}));
vi.mock('../engine/create-dash-player.ts', () => ({
  createDashPlayer: (media: FakeElement, source: DashSource) => new FakeDash(media, source),
}));

const SECONDS = 12;
const html = (status: number) => `<html><body><h1>${status}</h1></body></html>`;

/** A media element that plays by the clock once somebody says that there is media. */
class FakeElement extends EventTarget {
  className = '';
  preload = '';
  src = '';
  volume = 1;
  muted = false;
  paused = true;
  ended = false;
  seeking = false;
  error: { code: number; message: string } | null = null;
  currentTime = 0;
  duration = Number.NaN;
  readyState = 0;
  networkState = 1;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  buffered = { length: 0, start: () => 0, end: () => 0 };
  #clock: ReturnType<typeof setInterval> | undefined;
  setAttribute() {}
  removeAttribute() {
    this.src = '';
  }
  load() {
    this.empty();
    if (this.src) void this.#fetch(this.src);
  }
  empty() {
    clearInterval(this.#clock);
    Object.assign(this, { readyState: 0, currentTime: 0, error: null, ended: false });
    this.#tell('emptied');
  }
  async play() {
    this.paused = false;
    this.#tell('play');
    if (this.readyState === 4) this.#run();
  }
  pause() {
    this.paused = true;
    clearInterval(this.#clock);
    this.#tell('pause');
  }
  /** There is media. */
  ready() {
    Object.assign(this, { duration: SECONDS, readyState: 4 });
    for (const name of ['durationchange', 'loadedmetadata', 'loadeddata', 'canplay'])
      this.#tell(name);
    if (!this.paused) this.#run();
  }
  fail(code: number) {
    this.error = { code, message: '' };
    this.#tell('error');
  }
  #run() {
    clearInterval(this.#clock);
    this.#tell('playing');
    this.#clock = setInterval(() => {
      // It never ends: what happens while it plays is what counts.
      this.currentTime = Math.min(this.currentTime + 1, SECONDS - 1);
      this.#tell('timeupdate');
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
  #tell(name: string) {
    this.dispatchEvent(new Event(name));
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
    const manifest = await this.#ask(signal, 1, 500, 25, () => this.source.manifest(url));
    if (manifest === undefined) return;
    const text = String(manifest);
    if (!text.includes('<MPD')) return this.#fail(10);
    const base = /initialization="([^"]*)\$Repr/.exec(text)?.[1] ?? '';
    const segment = (kind: SegmentRequest['kind'], track: number, at: number): SegmentRequest => ({
      kind,
      url: new URL(`${base}${track}/${kind === 'init' ? 'header' : `${at}.m4s`}`, url).href,
      startSeconds: kind === 'media' ? at : undefined,
      durationSeconds: 1,
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
  onprogress?: () => void;
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

/**
 * What an endpoint can answer: 43 statuses. The first two are 200 without and with a wrong body. The others are those that HTTP
 * defines or proxies invent and that mean something of their own to a client: success with other or no content, redirects without a
 * target, refusals, time limits and rate limits, and a server or a proxy before it that is broken, busy or away.
 */
const answers: readonly (number | 'empty' | 'wrong')[] = [
  ...(['empty', 'wrong', 201, 202, 204, 205, 206] as const),
  ...[300, 301, 302, 303, 304, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 416, 418, 421, 422, 425, 429, 431],
  ...[451, 499, 500, 502, 503, 504, 507, 509, 511, 520, 530],
];
type Answer = (typeof answers)[number];

interface Endpoint {
  readonly name: string;
  readonly path: string | RegExp;
  readonly media: string;
  readonly preload?: PlayerOptions['preload'];
}

const converted = '662548';
const direct = '662560';
const endpoints: readonly Endpoint[] = [
  { name: 'metadata', path: /^\/library\/metadata\/\d+$/, media: converted, preload: 'metadata' },
  { name: 'decision', path: '/decision', media: converted },
  { name: 'manifest', path: '/start.mpd', media: converted },
  { name: 'initialisation segment', path: '/header', media: converted },
  { name: 'media segment', path: '.m4s', media: converted },
  { name: 'part', path: '/library/parts/', media: direct },
  { name: 'timeline', path: '/:/timeline', media: converted },
  { name: 'ping', path: '/ping', media: converted },
  { name: 'stop', path: '/stop', media: converted },
];

interface Run {
  readonly answer: Answer;
  readonly times: number[];
  readonly errors: PlaybackError[];
  readonly player: Player;
  readonly server: PlexServer;
  endedAt?: number;
}

function faultOf(answer: Answer, path: string | RegExp): Fault {
  if (answer === 'empty') return { kind: 'body', body: '', on: { path } };
  if (answer === 'wrong') return { kind: 'body', body: html(200), contentType: 'text/html', on: { path } };
  return { kind: 'status', status: answer, on: { path } };
}

const runs = new Map<string, Run>();

describe.each(endpoints)('$name', ({ name, path, media, preload }) => {
  beforeAll(async () => {
    await Promise.all([loadEngine('native'), loadHealing()]);
    vi.stubGlobal('MediaSource', class {});
    await loadEngine('dash');
    vi.useFakeTimers();
    setMaxListeners(0);
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('document', { createElement: () => new FakeElement() });
    vi.stubGlobal('XMLHttpRequest', FakeRequest);
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      const run = runs.get(new URL(url).hostname);
      if (!run) throw new Error(`unknown ${url}`);
      run.times.push(performance.now());
      return fetchFrom(run.server)(url, init);
    });
    for (const answer of answers) {
      const host = `${name.replaceAll(' ', '-')}-${answer}.test`;
      const server = createPlexServer({ catalogue: tinyCatalogue() });
      server.inject(faultOf(answer, path));
      const errors: PlaybackError[] = [];
      const player = new Player({
        playerRole: 'single',
        mediaType: 'video',
        connection: createPlexConnection({ baseUrl: `http://${host}` }),
        media: { ratingKey: media },
        plexClientSession: host,
        autoPlay: preload === undefined,
        preload,
        onError: (error) => errors.push(error),
      });
      runs.set(host, { answer, times: [], errors, player, server });
      player.mount();
    }
    const started = performance.now();
    const began = Date.now();
    for (let second = 0; second < 150; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      for (const run of runs.values())
        if (run.errors.length > 0) run.endedAt ??= performance.now() - started;
    }
    vi.useRealTimers();
    void began;
    for (const [host, { answer, times, errors, player, endedAt }] of runs)
      if (host.startsWith(name.replaceAll(' ', '-')))
        console.log(name, answer, player.state.status, player.state.currentTime, errors.map((e) => `${e.code} ${e.status}`).join(), 'req', times.length, endedAt);
  }, 60_000);
  afterAll(() => {
    runs.clear();
    vi.unstubAllGlobals();
  });

  it('x', () => {});
});
