import { setMaxListeners } from 'node:events';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  classifyStatus,
  createPlaybackIds,
  createPlexConnection,
  fetchItem,
  type PlexConnection,
  requestDecision,
} from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError, type PlaybackErrorCode } from '../core/playback-error.ts';
import { createNativeEngine } from '../engine/create-native-engine.ts';
import type { EngineHost } from '../engine/engine.ts';
import { failureOf } from '../engine/segments/segment-failure.ts';
import { verdictOf } from '../engine/segments/segment-verdict.ts';
import { emptyLedger, type RecoveryLedger } from './recovery-ledger.ts';
import { decideRecovery } from './recovery-policy.ts';

// Node warns about more than ten listeners of one signal.
beforeAll(() => setMaxListeners(30));

/** Every status of HTTP that an answer may have; 0 for no answer. */
const statuses = [0, ...Array.from({ length: 400 }, (_, index) => 200 + index)];

/** A page that is no answer of Plex; without a body where HTTP allows none. */
function pageOf(status: number): Response {
  const hasBody = ![204, 205, 304].includes(status);
  return new Response(hasBody ? '<h1>Some page</h1>' : null, { status });
}

function connectionTo(status: number): PlexConnection {
  return createPlexConnection({
    baseUrl: 'http://tv',
    fetch: async () => {
      if (status === 0) throw new TypeError('Failed to fetch');
      return pageOf(status);
    },
  });
}

async function thrownBy(request: Promise<unknown>): Promise<PlaybackError> {
  return request.then(() => {
    throw new Error('The request should have failed.');
  }, PlaybackError.from);
}

/** The error of a player after the same failure again and again, without progress. */
function after(failure: EngineFailure, engine: 'dash' | 'native'): PlaybackError {
  let ledger: RecoveryLedger = emptyLedger;
  for (let now = 0; ; ) {
    const rest = { pageRenewedAt: [], losesToSibling: false, copies: false };
    const facts = { failure, ledger, engine, now, ...rest };
    const action = decideRecovery(facts);
    if (action.kind === 'fail') return action.error;
    if (action.kind !== 'renew') throw new Error('Not expected here.');
    now += action.delayMs + 100;
    ledger = { ...action.ledger, renewedAt: [...action.ledger.renewedAt, now] };
  }
}

/** The failure of direct play whose file is answered with this status. */
async function partFailure(status: number): Promise<EngineFailure> {
  const media = Object.assign(new EventTarget(), {
    error: { code: 4, message: '' },
    load: () => {},
    removeAttribute: () => {},
  });
  vi.stubGlobal('fetch', connectionTo(status).customFetch);
  try {
    return await new Promise((resolve) => {
      const host: Partial<EngineHost> = {
        media: media as unknown as HTMLMediaElement,
        redact: String,
        onFailure: resolve,
      };
      const engine = createNativeEngine(host as EngineHost);
      engine.load({ url: 'http://tv/part', offsetSeconds: 0 }, 0);
      media.dispatchEvent(new Event('error'));
    });
  } finally {
    vi.unstubAllGlobals();
  }
}

function segmentError(kind: 'init' | 'media', status: number): PlaybackError {
  const verdict = verdictOf(kind, status, new ArrayBuffer(0));
  return after(failureOf({ verdict, status } as never, 'answer'), 'dash');
}

const endpoints: Readonly<Record<string, (status: number) => Promise<PlaybackError>>> = {
  decision: (status) =>
    thrownBy(
      requestDecision(connectionTo(status), {
        ids: createPlaybackIds('single-1', 'video'),
        ratingKey: '1',
      }),
    ),
  metadata: (status) => thrownBy(fetchItem(connectionTo(status), '1')),
  manifest: async (status) =>
    after({ kind: 'manifest', status, final: true, cause: new Error('x') }, 'dash'),
  initialisation: async (status) => segmentError('init', status),
  segment: async (status) => segmentError('media', status),
};

/** What a viewer can act on, by the meaning of the status. What differs by endpoint is in `exceptions`. */
const codes: Readonly<Record<ReturnType<typeof classifyStatus>, PlaybackErrorCode>> = {
  ok: 'server-error',
  'auth-expired': 'auth-expired',
  forbidden: 'forbidden',
  bandwidth: 'bandwidth',
  'not-found': 'not-found',
  'rate-limited': 'server-error',
  'server-unavailable': 'server-error',
  'server-unreachable': 'server-unreachable',
  rejected: 'server-error',
  'bad-response': 'server-error',
};

const exceptions: Readonly<Record<string, Partial<typeof codes>>> = {
  // The server has decided that the item can be played.
  manifest: { 'not-found': 'server-error' },
  // Each new session is dead as well, until the limit of new sessions is reached.
  initialisation: { 'not-found': 'session-storm', ok: 'session-storm' },
  segment: { 'not-found': 'session-storm', ok: 'session-storm' },
};

describe.each(Object.keys(endpoints))('the error of a player whose %s is answered', (endpoint) => {
  it('has the code of the last answer, and its status', async () => {
    const errorFor = endpoints[endpoint] as (status: number) => Promise<PlaybackError>;
    const expected = { ...codes, ...exceptions[endpoint] };
    for (const status of statuses) {
      const { code, status: told } = await errorFor(status);
      expect([endpoint, status, code, told]).toEqual([
        endpoint,
        status,
        expected[classifyStatus(status)],
        status || undefined,
      ]);
    }
  });
});

describe('the error of a player whose file for direct play is answered', () => {
  it('has the code of the last answer, and its status', async () => {
    // A file that is there, and cannot be played, is converted.
    for (const status of statuses.filter((one) => classifyStatus(one) !== 'ok')) {
      const { code, status: told } = after(await partFailure(status), 'native');
      // 503: the server has ended the session behind the file.
      const expected = status === 503 ? 'session-storm' : codes[classifyStatus(status)];
      expect([status, code, told]).toEqual([status, expected, status || undefined]);
    }
  });
});

it('tells a session that is alive and has no media from one that dies', () => {
  for (const status of [200, 204, 404, 410]) {
    const answer = { verdict: 'gone', status } as never;
    expect(after(failureOf(answer, 'missing'), 'dash')).toMatchObject({
      code: 'server-error',
      status,
    });
  }
});
