import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { PlexServer, ServerSnapshot } from '../../src/testing/index.ts';
import { readFileCatalogue } from '../file-catalogue.ts';
import { type ListeningPlexServer, startPlexServer } from '../listen.ts';
import type { Playground } from '../playground.ts';
import { watchRequests } from '../requests/watch-requests.ts';
import { rideKey, withLongRide } from './long-ride.ts';
import type { ChaosObservation } from './page/media-watch.ts';
import { type ChaosFault, type ChaosPlan, faultText } from './plan.ts';
import { leavesNothing, problemsOf, serverSettled } from './problems.ts';
import { strike } from './strike.ts';
import { whenPageHangs } from './when-page-hangs.ts';

/** How long both players may take to recover after the last fault. Milliseconds. */
const SETTLE_MS = 20_000;
/** How long both must play without interruption to count as recovered. Milliseconds. */
const UNBROKEN_MS = 2_000;

export interface ChaosReport {
  readonly plan: ChaosPlan;
  /** Number of faults by kind. */
  readonly faults: Readonly<Partial<Record<ChaosFault['kind'], number>>>;
  /** `undefined` if the page never played. */
  readonly observed: ChaosObservation | undefined;
  /** How long both players took to recover after the last fault. Milliseconds. */
  readonly settledMs: number;
  /** Problems as sentences. Empty for a good run. */
  readonly problems: readonly string[];
}

/** Plays a video and music through the faults of a plan, and checks the result. Closes what it opened. */
export async function runPlan(plan: ChaosPlan, ground: Playground): Promise<ChaosReport> {
  const rounds = Math.ceil((plan.seconds + 120) / 60);
  const plex = await startPlexServer({
    evict: 'strict',
    ...plan.server,
    catalogue: withLongRide(await readFileCatalogue(), rounds),
  });
  const browser = await ground.launch();
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const requests = watchRequests(context);
  const page = await context.newPage();
  const problems = collectErrors(page);
  let observed: ChaosObservation | undefined;
  let settledMs = 0;
  const over = new AbortController();
  async function play(): Promise<void> {
    await page.goto(addressOf(ground, plan, plex));
    await bothPlay(page, 0);
    await carryOut(plan, over.signal, async (fault) => {
      await page.evaluate((line) => globalThis.chaosWatch.note(line), `— ${faultText(fault)}`);
      await strike(fault, { plex, page });
    });
    const healedAt = Date.now();
    const plays = await bothPlay(page, healedAt).then(
      () => true,
      () => false,
    );
    settledMs = Date.now() - healedAt - UNBROKEN_MS;
    if (!plays) problems.push('Video and music did not both play after the last fault.');
    const verdict = await judge(page, plex.server, healedAt);
    observed = verdict.observed;
    problems.push(...verdict.problems);
    await page.goto('about:blank');
    if (!(await leavesNothing(plex.server)))
      problems.push('The page left streams or transcodes on the server.');
    problems.push(...requests.take({ origins: [ground.pageUrl], servers: [plex] }));
  }
  try {
    await Promise.race([play(), whenPageHangs(page, over.signal)]);
  } catch (thrown) {
    problems.push(String(thrown));
  } finally {
    over.abort();
    await browser.close();
    await plex.close();
  }
  return { plan, faults: countFaults(plan), observed, settledMs, problems };
}

function addressOf({ pageUrl }: Playground, plan: ChaosPlan, plex: ListeningPlexServer): string {
  const query = new URLSearchParams({
    baseUrl: plex.baseUrl,
    token: plex.token ?? '',
    video: rideKey,
  });
  for (const track of plan.queue) query.append('track', track);
  return `${pageUrl}#${query}`;
}

/** Resolves when video and music have played without interruption for 2 s after `since`. */
async function bothPlay(page: Page, since: number): Promise<void> {
  await page.waitForFunction(
    ([from, forMs]) => globalThis.chaosWatch?.bothPlay(from, forMs),
    [since, UNBROKEN_MS] as const,
    { timeout: SETTLE_MS + UNBROKEN_MS },
  );
}

/** Reads page and server. Repeats if a track ended between the two reads, which are not simultaneous. */
async function judge(page: Page, server: PlexServer, healedAt: number) {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const settled = await serverSettled(server, healedAt, SETTLE_MS);
    const before = streamsOf(server.snapshot());
    const observed = await page.evaluate(() => globalThis.chaosWatch.observe());
    const snapshot = server.snapshot();
    const isOneMoment = streamsOf(snapshot) === before && observed.audio.isPlaying;
    if (settled && !isOneMoment && Date.now() < deadline) continue;
    return { observed, problems: problemsOf(observed, snapshot, healedAt) };
  }
}

function streamsOf({ resources }: ServerSnapshot): string {
  return resources.map(({ playbackId }) => playbackId).join();
}

/** Causes each fault at its time. Resolves when the last one is over; rejects when one fails, or `signal` aborts. */
async function carryOut(
  { steps }: ChaosPlan,
  signal: AbortSignal,
  act: (fault: ChaosFault) => Promise<void>,
) {
  const start = Date.now();
  const going: Promise<void>[] = [];
  for (const { atMs, fault } of steps) {
    await delay(start + atMs - Date.now(), undefined, { signal });
    const fate = act(fault);
    // A rejection before the last fault has no handler yet.
    fate.catch(() => {});
    going.push(fate);
  }
  await Promise.all(going);
}

/** Collects the errors of the page, except the browser's messages about failed requests, which are expected. */
function collectErrors(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`Uncaught: ${error}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    problems.push(`Console: ${message.text()}`);
  });
  return problems;
}

function countFaults({ steps }: ChaosPlan): ChaosReport['faults'] {
  const counts: Partial<Record<ChaosFault['kind'], number>> = {};
  for (const { fault } of steps) counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
  return counts;
}
