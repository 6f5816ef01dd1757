import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import {
  createPlaybackIds,
  createPlexConnection,
  createRandomId,
  dashStartUrl,
} from '../../src/plex/index.ts';
import type { MediaCatalogue } from '../../src/testing/media-catalogue.ts';
import type { Source } from '../page/peer.ts';
import type { Progress } from '../page/stall-watch.ts';
import { type DelayProxy, startDelayProxy } from './delay-proxy.ts';

export interface VisitOptions {
  /** Round-trip time added to each new connection and each request, for scripts and media, in milliseconds. @default 0 */
  readonly latencyMs?: number | undefined;
  /** Whether the page mounts its player as soon as its script runs. @default false */
  readonly mountAtOnce?: boolean | undefined;
  /** Runs in the page before anything else. */
  readonly initScript?: string | undefined;
  /** The server has a playlist of so many tracks. @default 0 */
  readonly manyTracks?: number | undefined;
}

interface Surroundings {
  readonly browser: Browser;
  readonly pagesUrl: string;
  readonly catalogue: MediaCatalogue;
}

/** A film of a minute. */
const RATING_KEY = '662548';
/** A player without a frame by then has failed. */
const FIRST_FRAME_LIMIT_MS = 20_000;

/** One open page with its own emulated server. `mount` returns the number that the other methods take. */
export class Visit {
  readonly page: Page;
  readonly plex: ListeningPlexServer;
  readonly #context: BrowserContext;
  readonly #devtools: CDPSession;
  readonly #proxies: readonly DelayProxy[];
  readonly #plexUrl: string;

  private constructor(parts: {
    page: Page;
    plex: ListeningPlexServer;
    context: BrowserContext;
    devtools: CDPSession;
    proxies: readonly DelayProxy[];
    plexUrl: string;
  }) {
    this.page = parts.page;
    this.plex = parts.plex;
    this.#context = parts.context;
    this.#devtools = parts.devtools;
    this.#proxies = parts.proxies;
    this.#plexUrl = parts.plexUrl;
  }

  static async open(
    { browser, pagesUrl, catalogue }: Surroundings,
    peer: string,
    { latencyMs = 0, mountAtOnce = false, initScript, manyTracks }: VisitOptions,
  ): Promise<Visit> {
    // The peers ask for no decision. This server plays without one, and ends no other stream because of it.
    const plex = await startPlexServer({ catalogue, generation: '1.42', evict: 'off', manyTracks });
    const proxies =
      latencyMs > 0
        ? await Promise.all([plex.baseUrl, pagesUrl].map((url) => startDelayProxy(url, latencyMs)))
        : [];
    const [plexUrl = plex.baseUrl, pageRoot = pagesUrl] = proxies.map(({ url }) => url);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    if (initScript !== undefined) await context.addInitScript(initScript);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    const visit = new Visit({ page, plex, context, devtools, proxies, plexUrl });
    const address = new URL(`${peer}/index.html`, pageRoot);
    if (mountAtOnce) address.searchParams.set('source', JSON.stringify(visit.source()));
    try {
      await page.goto(address.href, { waitUntil: 'load' });
    } catch (error) {
      await visit.close();
      throw error;
    }
    return visit;
  }

  source(): Source {
    const token = this.plex.token ?? '';
    const connection = createPlexConnection({ baseUrl: this.#plexUrl, token });
    const ids = createPlaybackIds(createRandomId(16), 'video');
    return {
      baseUrl: this.#plexUrl,
      token,
      ratingKey: RATING_KEY,
      manifestUrl: dashStartUrl(connection, { ids, ratingKey: RATING_KEY, directPlay: false }),
    };
  }

  mount(): Promise<number> {
    return this.page.evaluate((source) => globalThis.bench.mount(source), this.source());
  }

  unmount(player: number): Promise<void> {
    return this.page.evaluate((id) => globalThis.bench.unmount(id), player);
  }

  /** Milliseconds from mount. */
  firstFrame(player: number): Promise<number> {
    return this.#inTime(this.page.evaluate((id) => globalThis.bench.firstFrame(id), player));
  }

  /** Milliseconds from navigation. */
  firstFrameFromNavigation(): Promise<number> {
    return this.#inTime(this.page.evaluate(() => globalThis.bench.firstFrameFromNavigation(0)));
  }

  progress(player: number): Promise<Progress> {
    return this.page.evaluate((id) => globalThis.bench.progress(id), player);
  }

  /** Chromium's counters, by name: `ScriptDuration` in seconds, `JSHeapUsedSize` in bytes, `Nodes` … */
  async counters(): Promise<(name: string) => number> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics');
    const byName = new Map(metrics.map(({ name, value }) => [name, value]));
    return (name) => byName.get(name) ?? Number.NaN;
  }

  async collectGarbage(): Promise<void> {
    // Otherwise what a page wrote to the console stays in memory for the developer tools.
    await this.#devtools.send('Runtime.discardConsoleEntries');
    // More than once, for objects that a finalizer releases.
    for (let turn = 0; turn < 3; turn++) {
      await this.#devtools.send('HeapProfiler.collectGarbage');
      await this.wait(100);
    }
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  async close(): Promise<void> {
    await this.#context.close();
    await Promise.all([this.plex, ...this.#proxies].map((server) => server.close()));
  }

  async #inTime(frame: Promise<number>): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no frame in ${FIRST_FRAME_LIMIT_MS} ms`)),
        FIRST_FRAME_LIMIT_MS,
      );
    });
    // Rejects when the page is closed after the limit.
    frame.catch(() => {});
    return Promise.race([frame, late]).finally(() => clearTimeout(timer));
  }
}
