import { type RequestRecord, type ServerSnapshot, waitFor } from 'coplay/testing';
import type { BrowserContext, Page } from 'playwright';
import { inject } from 'vitest';
import type { ListeningPlexServer } from '../../scripts/listen.ts';
import { allowServer } from './browser-page.ts';
import type { LabPlayer } from './player-lab/page.tsx';

/** How long a test waits for an expected event. Generous, for slow machines. Milliseconds. */
const PATIENCE_MS = 25_000;

/** Controls a page with players, bundled as an application ships them. */
export interface Lab {
  readonly page: Page;
  /** Uncaught errors of the page. */
  readonly uncaught: string[];
  show(...players: LabPlayer[]): Promise<void>;
  /** Unmounts all players. */
  hide(): Promise<void>;
  /** Resolves when the page has this many media elements and each has started to play. */
  allPlay(count: number): Promise<void>;
}

type Target = Pick<ListeningPlexServer, 'baseUrl'> & {
  readonly token?: string | null;
  /** Time limit of a request. Milliseconds. */
  readonly timeoutMs?: number;
};

/** Opens the page. The token is passed by script, so that no URL contains it. */
export async function openLab(
  context: BrowserContext,
  target: Target,
  url: string = inject('labUrl'),
): Promise<Lab> {
  const page = await context.newPage();
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(String(error)));
  await page.goto(url);
  await connect(page, target);
  const show = (...players: LabPlayer[]) =>
    page.evaluate((shown) => window.lab.show(shown), players);
  return {
    page,
    uncaught,
    show,
    hide: () => show(),
    async allPlay(count) {
      await page.waitForFunction((expected) => {
        const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
        return media.length === expected && media.every(({ currentTime }) => currentTime > 0.2);
      }, count);
    },
  };
}

export async function connect(page: Page, { baseUrl, token, timeoutMs }: Target): Promise<void> {
  allowServer(page.context(), { baseUrl, token });
  await page.evaluate((connection) => window.lab.connect(connection), {
    baseUrl,
    token: token ?? undefined,
    timeoutMs,
  });
}

/** Resolves with the first snapshot of the server that `accept` returns true for. Rejects with the last requests. */
export async function serverHas(
  { server }: ListeningPlexServer,
  what: string,
  accept: (snapshot: ServerSnapshot) => boolean,
): Promise<ServerSnapshot> {
  try {
    return await waitFor(server, accept, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (cause) {
    const last = server.snapshot().requests.slice(-20).map(inWords);
    throw new Error(`The server never had ${what}. Last requests:\n${last.join('\n')}`, { cause });
  }
}

/** Resolves when the server has no streams and no transcodes. */
export function serverIsIdle(server: ListeningPlexServer): Promise<ServerSnapshot> {
  return serverHas(
    server,
    'nothing left',
    ({ resources, jobs }) => resources.length === 0 && jobs.length === 0,
  );
}

/** The requests whose path ends with `tail`, in the order of arrival. */
export function requestsTo({ requests }: ServerSnapshot, tail: string): RequestRecord[] {
  return requests.filter(({ path }) => path.endsWith(tail));
}

/** The client of a request. A segment names its transcode only: an earlier request has both. */
export function clientOf(
  { requests }: ServerSnapshot,
  { clientIdentifier, transcodeId }: RequestRecord,
): string | undefined {
  if (clientIdentifier !== undefined || transcodeId === undefined) return clientIdentifier;
  return requests.find((request) => request.transcodeId === transcodeId)?.clientIdentifier;
}

export interface PlaybackEnd {
  readonly clientIdentifier: string | undefined;
  /** How many `stopped` the server got. */
  readonly stopped: number;
  /** Requests of this playback after its first `stopped`. */
  readonly late: readonly string[];
}

/** How each playback known to the server ended, in the order of their starts. */
export function playbackEnds({ requests }: ServerSnapshot): PlaybackEnd[] {
  // A segment names its transcode only: an earlier request has the playback too.
  const playbackOf = new Map<string, string>();
  const byPlayback = new Map<string, RequestRecord[]>();
  for (const request of requests) {
    const { transcodeId = '' } = request;
    const playbackId = request.playbackId ?? playbackOf.get(transcodeId);
    if (playbackId === undefined) continue;
    if (transcodeId) playbackOf.set(transcodeId, playbackId);
    const known = byPlayback.get(playbackId) ?? [];
    byPlayback.set(playbackId, [...known, request]);
  }
  return [...byPlayback.values()].map((all) => {
    const isStopped = ({ query }: RequestRecord) => query.state === 'stopped';
    const first = all.findIndex(isStopped);
    return {
      clientIdentifier: all[0]?.clientIdentifier,
      stopped: all.filter(isStopped).length,
      late: first < 0 ? [] : all.slice(first + 1).map(inWords),
    };
  });
}

function inWords({ method, path, query, status }: RequestRecord): string {
  return `${method} ${path} ${query.state ?? ''} ${status ?? '…'}`;
}
