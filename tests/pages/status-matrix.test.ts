import { createPlexServer, type PlexServer, waitFor } from 'coplay/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answers, faultFor } from '../../scripts/answers.ts';
import { listen } from '../../scripts/listen.ts';
import { allowServer, newContext } from './browser-page.ts';
import { openLab } from './lab.ts';
import type { LabPlayer, LabState } from './player-lab/page.tsx';

interface Endpoint extends Pick<LabPlayer, 'kind' | 'ratingKey'> {
  readonly name: 'manifest' | 'header' | 'segment' | 'part' | 'picture';
  readonly path: string | RegExp;
  /** How often it gives the wrong answer. */
  readonly times: number;
}

const endpoints: readonly Endpoint[] = [
  { name: 'manifest', path: '/start.mpd', times: 3, kind: 'video' },
  { name: 'header', path: /\/0\/header$/, times: 3, kind: 'video' },
  { name: 'segment', path: /\/0\/\d+\.m4s$/, times: 3, kind: 'video' },
  // The element asks, and then the engine, to find out why it failed: twice.
  { name: 'part', path: '/library/parts/', times: 4, kind: 'video', ratingKey: '662560' },
  { name: 'picture', path: /\/thumb\/|^\/photo\//, times: 10, kind: 'music' },
];

/** A player begins with ten requests, begins anew a few times, and then loads a film of 12 s. */
const MOST_REQUESTS = 60;

/**
 * The endpoints that dash.js and the browser ask, for which the matrix in Node has doubles. Each gives each answer a few times:
 * what is worth another attempt plays then, and everything else is an error. In Node each answer is given for ever.
 */
describe.each(endpoints)('a $name that the server answers with', (endpoint) => {
  const { name, path, times, kind, ratingKey } = endpoint;
  const servers = new Map<string, PlexServer>();
  const roleOf = (answer: Answer) => `${name}-${answer}`;
  let states: Record<string, LabState>;
  let uncaught: string[];
  let close: () => Promise<void>;

  /** All answers at the same time. Each player has a host of its own: those of one host share connections and limits. */
  beforeAll(async () => {
    const listening = await listen(async (request) => {
      const [role = ''] = new URL(request.url).hostname.split('.');
      return (await servers.get(role)?.fetch(request)) ?? new Response(null, { status: 410 });
    });
    const context = await newContext();
    const players = answers.map((answer): LabPlayer => {
      const role = roleOf(answer);
      const server = createPlexServer({ evict: 'strict' });
      server.inject(faultFor(answer, { times, on: { path } }));
      servers.set(role, server);
      const baseUrl = listening.url.replace('127.0.0.1', `${role}.localhost`);
      allowServer(context, { baseUrl });
      return { kind, role, ratingKey, baseUrl, autoPlay: false };
    });
    const lab = await openLab(context, { baseUrl: listening.url });
    close = async () => {
      await context.close();
      await listening.close();
    };
    await lab.show(...players);
    // Pictures are shown before anything is loaded.
    if (name === 'picture') await Promise.all([...servers.values()].map(hasPicture));
    else await lab.page.waitForFunction(allEnded);
    states = await lab.page.evaluate(() => window.lab.states());
    uncaught = lab.uncaught;
  }, 60_000);
  afterAll(() => close());

  it.each(answers)('%s', (answer) => {
    const { requests = [] } = servers.get(roleOf(answer))?.snapshot() ?? {};
    const wrong = requests.filter((one) => one.path.search(path) >= 0);
    expect(wrong.length).toBeGreaterThan(0);
    expect(requests.length).toBeLessThanOrEqual(MOST_REQUESTS);
    const { status, code, http } = states[roleOf(answer)] ?? {};
    expect(endsFor(name, answer)).toContain(status === 'error' ? `${code} ${http}` : status);
    expect(uncaught).toEqual([]);
  });
});

/** Runs in the page. */
function allEnded(): boolean {
  const states = Object.values(window.lab.states());
  return states.every(({ status, hasMedia }) => hasMedia || status === 'error');
}

async function hasPicture(server: PlexServer): Promise<void> {
  await waitFor(server, ({ requests }) =>
    requests.some(({ path, status }) => path.startsWith('/photo/') && status !== undefined),
  );
}

/** How a player may end: with this status, or with this error. */
function endsFor(name: Endpoint['name'], answer: Answer): string[] {
  const status = typeof answer === 'number' ? answer : 200;
  if (name === 'picture') return ['idle'];
  if (status === 401) return ['auth-expired 401'];
  if (status === 403) return ['forbidden 403'];
  if (status === 509) return ['bandwidth 509'];
  if (status < 300) {
    if (name === 'part') return ['unsupported undefined'];
    return name === 'manifest' ? [`server-error ${status}`] : ['ready'];
  }
  // Chromium itself repeats requests after 408 and 421, so the engine may find a file that the element has not got.
  if (name === 'part' && status === 408) return ['ready', 'unsupported undefined'];
  if (status === 421) return ['server-error 421', 'ready'];
  if (status >= 500 || [404, 408, 410, 425, 429].includes(status)) return ['ready'];
  // Sessions that start too fast are rejected, so the next one may be accepted.
  if (name === 'manifest' && status >= 400) return ['ready'];
  return [`server-error ${status}`];
}
