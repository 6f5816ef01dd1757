import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPlexConnection, PlexError } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { initialMediaState, type MediaState } from '../core/media-state.ts';
import { notDownloaded } from '../core/not-downloaded.ts';
import { createStore } from '../core/store.ts';
import { createRenewalLimiter } from '../page/renewal-limiter.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { type Healing, loadHealing } from './load-healing.ts';
import type { PlexSession } from './plex-session.ts';
import { createRenewalLog } from './renewal-log.ts';
import { SessionHealing } from './session-healing.ts';
import * as healing from './session-renewal.ts';
import type { Decided } from './session-renewal-options.ts';

vi.mock('./load-healing.ts', () => ({ loadHealing: vi.fn() }));

const load = vi.mocked(loadHealing);
const decided = { request: { offsetSeconds: 1 } } as unknown as Decided;
const gone: EngineFailure = { kind: 'segment-gone', final: false, cause: new Error('gone') };
const failed = notDownloaded(new TypeError('Failed to fetch'));
const away = new PlexError('server-unreachable', 'No answer.');

beforeEach(() => {
  vi.useFakeTimers();
  load.mockReset();
});
afterEach(() => void vi.useRealTimers());

function setUp({ knowsServer = true } = {}) {
  const life = new AbortController();
  const session = {
    isOver: false,
    isUnused: true,
    checkTermination: async () => {},
  };
  const log: string[] = [];
  const decide = vi.fn(async (_: number) => decided);
  const onFailed = vi.fn((_: unknown) => void log.push('failed'));
  const subject = new SessionHealing({
    session: session as unknown as PlexSession,
    playback: {
      connection: createPlexConnection({ baseUrl: 'http://tv' }),
      requestQueue: createRequestQueue(),
      mediaType: 'video',
      limiter: createRenewalLimiter(),
      renewals: createRenewalLog(),
      recovers: () => true,
      limits: () => ({}),
      media: { ratingKey: '1' },
      store: createStore<MediaState>(initialMediaState),
      emit: () => {},
    },
    signal: life.signal,
    knowsServer,
    position: () => 0,
    engineName: () => 'dash',
    attached: () => undefined,
    decide,
    attach: async () => {},
    onRecovering: (recovering) => log.push(recovering ? 'recovering' : 'not recovering'),
    onFailed,
  });
  return { subject, life, session, log, decide, onFailed };
}

it('loads nothing for a first decision, or for one that fails for another reason', async () => {
  const { subject, decide } = setUp({ knowsServer: false });
  expect(await subject.begin(7)).toBe(decided);
  decide.mockRejectedValue(away);
  await expect(subject.begin(7)).rejects.toBe(away);
  expect(load).not.toHaveBeenCalled();
});

it('shares one renewal between calls that come while the code is loading', async () => {
  let finish = (_: Healing) => {};
  load.mockReturnValue(
    new Promise((resolve) => {
      finish = resolve;
    }),
  );
  const { subject, decide, log } = setUp();
  const first = subject.renew(gone, 20);
  await vi.advanceTimersByTimeAsync(1_000);
  const second = subject.renew(gone, 10);
  expect(log).toEqual(['recovering', 'recovering']);
  expect(decide).not.toHaveBeenCalled();
  finish(healing);
  await vi.advanceTimersByTimeAsync(10);
  expect(await first).toEqual({ kind: 'renewed', value: decided });
  expect(await second).toBe(await first);
  expect(decide).toHaveBeenCalledExactlyOnceWith(10, expect.anything());
  expect(log.at(-1)).toBe('not recovering');
  await vi.advanceTimersByTimeAsync(60_000);
});

it('waits for the code when its download fails once', async () => {
  load.mockRejectedValueOnce(failed).mockResolvedValue(healing);
  const { subject, onFailed } = setUp();
  const renewed = subject.renew(gone, 20);
  await vi.advanceTimersByTimeAsync(1_010);
  expect(await renewed).toMatchObject({ kind: 'renewed' });
  expect(onFailed).not.toHaveBeenCalled();
});

it('fails once when the code can not be downloaded', async () => {
  load.mockRejectedValue(failed);
  const { subject, onFailed, log } = setUp();
  const outcomes = Promise.all([
    subject.renew(gone, 20),
    subject.renew(gone, 20),
    subject.relocate(50, { needed: true }),
  ]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await outcomes).toEqual(Array(3).fill({ kind: 'denied' }));
  expect(onFailed).toHaveBeenCalledExactlyOnceWith(failed);
  expect(log).toEqual(['recovering', 'recovering', 'failed', 'not recovering']);
});

it('denies a far seek that can do without the code, and does not fail', async () => {
  load.mockRejectedValueOnce(failed).mockResolvedValue(healing);
  const { subject, onFailed } = setUp();
  expect(await subject.relocate(50, { needed: false })).toEqual({ kind: 'denied' });
  expect(onFailed).not.toHaveBeenCalled();
  const relocated = subject.relocate(50, { needed: false });
  await vi.advanceTimersByTimeAsync(10);
  expect(await relocated).toMatchObject({ kind: 'renewed' });
});

it('loads the code when the first decision has to wait for the server', async () => {
  load.mockResolvedValue(healing);
  const { subject, decide } = setUp();
  decide.mockRejectedValueOnce(away);
  const begun = subject.begin(30);
  await vi.advanceTimersByTimeAsync(10);
  expect(await begun).toBe(decided);
  expect(decide).toHaveBeenLastCalledWith(30, expect.anything());
});

it('fails when the first decision has to wait, and the code can not be downloaded', async () => {
  load.mockRejectedValue(failed);
  const { subject, decide, onFailed } = setUp();
  decide.mockRejectedValue(away);
  const begun = subject.begin(30);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await begun).toBeUndefined();
  expect(onFailed).toHaveBeenCalledExactlyOnceWith(failed);
  expect(decide).toHaveBeenCalledOnce();
});

it('denies at once when the playback ends while the code is loading', async () => {
  load.mockReturnValue(new Promise(() => {}));
  const { subject, life, session, decide, onFailed } = setUp();
  const renewed = subject.renew(gone, 20);
  session.isOver = true;
  life.abort();
  subject.end();
  expect(await renewed).toEqual({ kind: 'denied' });
  expect(onFailed).not.toHaveBeenCalled();
  expect(decide).not.toHaveBeenCalled();
});

it('is silent about a failed preload, and loads again when the code is needed', async () => {
  load.mockRejectedValueOnce(failed).mockResolvedValue(healing);
  const { subject, onFailed } = setUp();
  subject.preload();
  await vi.advanceTimersByTimeAsync(0);
  const renewed = subject.renew(gone, 20);
  await vi.advanceTimersByTimeAsync(10);
  expect(await renewed).toMatchObject({ kind: 'renewed' });
  expect(onFailed).not.toHaveBeenCalled();
});
