import { createPlexConnection } from 'coplay/plex';
import {
  createPlexServer,
  type EvictionRule,
  type Fault,
  fetchFrom,
  type PlexServer,
  type ServerSnapshot,
  waitFor,
} from 'coplay/testing';
import { describe, expectTypeOf, it } from 'vitest';

describe('createPlexServer', () => {
  it('takes options, all of them optional', () => {
    expectTypeOf(createPlexServer).returns.toEqualTypeOf<PlexServer>();
    createPlexServer();
    createPlexServer({ token: null, evict: 'strict', basePath: '/plex', limits: undefined });
    createPlexServer({ limits: { transcodeIdleMs: 1000, directPlayMs: undefined } });
    // @ts-expect-error: no such rule
    createPlexServer({ evict: 'sometimes' });
    expectTypeOf<EvictionRule>().toEqualTypeOf<
      'off' | 'adhoc' | 'client' | 'client-strict' | 'account-music' | 'strict'
    >();
  });

  it('answers requests and shows what it holds', () => {
    expectTypeOf<PlexServer['fetch']>().toEqualTypeOf<(request: Request) => Promise<Response>>();
    expectTypeOf<PlexServer['snapshot']>().returns.toEqualTypeOf<ServerSnapshot>();
  });

  it('injects faults of a closed list of kinds', () => {
    const { inject } = createPlexServer();
    expectTypeOf(inject).returns.toEqualTypeOf<() => void>();
    inject({ kind: 'status', status: 503, retryAfter: undefined, times: 2 });
    inject({ kind: 'new-rating-key', ratingKey: '1', newRatingKey: '2' });
    // @ts-expect-error: the status is missing
    inject({ kind: 'status' });
    // @ts-expect-error: no such kind
    inject({ kind: 'earthquake' });
    expectTypeOf<Extract<Fault, { kind: 'latency' }>['milliseconds']>().toEqualTypeOf<number>();
  });
});

describe('fetchFrom', () => {
  it('makes a fetch for a connection', () => {
    expectTypeOf(fetchFrom).returns.toEqualTypeOf<typeof fetch>();
    createPlexConnection({ baseUrl: 'http://plex', fetch: fetchFrom(createPlexServer()) });
  });
});

describe('waitFor', () => {
  it('resolves with the snapshot that was accepted', () => {
    expectTypeOf(waitFor).returns.resolves.toEqualTypeOf<ServerSnapshot>();
    void waitFor(createPlexServer(), ({ jobs }) => jobs.length === 0, { signal: undefined });
  });
});
