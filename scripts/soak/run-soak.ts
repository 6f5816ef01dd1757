import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { openHeap } from '../../tests/pages/heap.ts';
import { rideKey, withLongRide } from '../chaos/long-ride.ts';
import { readFileCatalogue } from '../file-catalogue.ts';
import { type ListeningPlexServer, startPlexServer } from '../listen.ts';
import type { Playground } from '../playground.ts';
import { watchRequests } from '../requests/watch-requests.ts';
import type { SoakSample } from './verdict.ts';

/** Time between two measurements. Milliseconds. */
const EVERY_MS = 30_000;
/** A player that does not advance for this long does not play. Milliseconds. */
const STILL_MS = 5_000;
const SHORTEST_TRACK_SECONDS = 22;

export interface SoakOptions {
  readonly minutes: number;
  readonly players: number;
  onSample(sample: SoakSample): void;
}

export interface SoakReport {
  readonly samples: readonly SoakSample[];
  /** Heap snapshots of the middle and of the end. */
  readonly snapshots: readonly string[];
  /** Why the run measured no uninterrupted playback, as sentences. */
  readonly problems: readonly string[];
}

/**
 * Plays `players` media at the same time for `minutes`, half of them videos, and measures the page every 30 s. The emulated server
 * runs in Node, so that the heap is that of the players only.
 */
export async function runSoak(options: SoakOptions, ground: Playground): Promise<SoakReport> {
  const { minutes, players, onSample } = options;
  const catalogue = withLongRide(await readFileCatalogue(), Math.ceil(minutes + 3));
  const plex = await startPlexServer({ evict: 'strict', catalogue });
  const browser = await ground.launch();
  const samples: SoakSample[] = [];
  const snapshots: string[] = [];
  const problems: string[] = [];
  try {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
    const requests = watchRequests(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(`Uncaught: ${error}`));
    const tracks = catalogue.tracks.filter(({ direct }) => direct);
    const queue = Array.from(
      { length: Math.ceil((minutes * 60 + 120) / SHORTEST_TRACK_SECONDS) },
      (_, index) => tracks[index % tracks.length]?.ratingKey ?? '',
    );
    await page.goto(addressOf(ground, plex, players, queue));
    await allPlay(page, players);
    const heap = await openHeap(page);
    const start = performance.now();
    const rounds = Math.floor((minutes * 60_000) / EVERY_MS);
    for (let round = 0; round <= rounds; round += 1) {
      await delay(start + round * EVERY_MS - performance.now());
      await allPlay(page, players);
      const { objects, buffers, dom } = await heap.bytes();
      const sample = {
        minute: (round * EVERY_MS) / 60_000,
        heapBytes: objects + buffers,
        domBytes: dom,
        ...(await heap.counters()),
      };
      samples.push(sample);
      onSample(sample);
      // The snapshots come after the measurement, since they take memory of the page, too.
      if (round === Math.floor(rounds / 2) || round === rounds)
        snapshots.push(await heap.snapshot());
    }
    for (const error of await page.evaluate(() => globalThis.soakErrors))
      problems.push(`A player gave up: ${error}`);
    problems.push(...requests.take({ origins: [ground.pageUrl], servers: [plex] }));
  } catch (thrown) {
    problems.push(String(thrown));
  } finally {
    await browser.close();
    await plex.close();
  }
  return { samples, snapshots, problems };
}

function addressOf(
  { pageUrl }: Playground,
  { baseUrl, token }: ListeningPlexServer,
  players: number,
  queue: readonly string[],
): string {
  const query = new URLSearchParams({
    baseUrl,
    token: token ?? '',
    video: rideKey,
    players: String(players),
  });
  for (const track of queue) query.append('track', track);
  return `${pageUrl}#${query}`;
}

/** Resolves when each media element has advanced since the call. The next track of a queue counts too. */
async function allPlay(page: Page, players: number): Promise<void> {
  const positions = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map(
        ({ currentTime }) => currentTime,
      ),
    );
  const before = await positions();
  const deadline = performance.now() + STILL_MS + (before.length === players ? 0 : 20_000);
  for (;;) {
    await delay(200);
    const now = await positions();
    if (now.length === players && now.every((at, index) => at > 0 && at !== before[index])) return;
    if (performance.now() > deadline)
      throw new Error(`Not all players play: ${before.join(', ')}; then ${now.join(', ')}.`);
  }
}
