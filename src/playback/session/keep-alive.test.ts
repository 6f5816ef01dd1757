import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { createPlexServer, fetchFrom } from '../../testing/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { PlexSession } from './plex-session.ts';

const MINUTE = 60_000;

/** A paused transcode on an emulated server whose clock moves with the fake timers only. */
async function pausedTranscode(options: Parameters<typeof createPlexServer>[0] = {}) {
  const began = performance.now();
  const server = createPlexServer({ now: () => began, ...options });
  const request = fetchFrom(server);
  const session = new PlexSession({
    connection: createPlexConnection({ baseUrl: 'http://tv:32400', fetch: request }),
    plexClientSession: 'single-1',
    givenSession: undefined,
    mediaType: 'video',
    ratingKey: '662548',
    requestQueue: createRequestQueue(),
    element: new SilentElement() as unknown as HTMLMediaElement,
    item: () => undefined,
    emit: () => {},
    report: () => ({ state: 'paused', timeSeconds: 4, durationSeconds: 12 }),
    onEnded: () => {},
    onTerminated: () => {},
  });
  const { decision, request: asked } = await session.decide();
  if (decision.outcome === 'refused') throw new Error('The server refuses.');
  await request(session.source(decision, asked));
  return {
    server,
    session,
    async pass(milliseconds: number) {
      for (let passed = 0; passed < milliseconds; passed += 1_000) {
        server.advance(1_000);
        await vi.advanceTimersByTimeAsync(1_000);
      }
    },
    alive: () => server.snapshot().jobs.map(({ transcodeId }) => transcodeId),
  };
}

describe('a transcode that is paused for twenty minutes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('stays alive while the player reports and pings', async () => {
    const { session, alive, pass } = await pausedTranscode();
    session.keepAlive();
    await pass(20 * MINUTE);
    expect(alive()).toEqual([session.ids.transcodeId]);
    await session.end();
    expect(alive()).toEqual([]);
  });

  it('stays alive on a server that expects a ping every minute', async () => {
    const limits = { pausedWithoutPingMs: MINUTE, transcodeIdleMs: MINUTE };
    const { session, alive, pass } = await pausedTranscode({ limits });
    session.keepAlive();
    session.reportState();
    await pass(20 * MINUTE);
    expect(alive()).toEqual([session.ids.transcodeId]);
    await session.end();
  });

  it('is ended by the server when the player is silent', async () => {
    const { server, alive, pass } = await pausedTranscode();
    await pass(20 * MINUTE);
    expect(alive()).toEqual([]);
    expect(server.snapshot().ended.map(({ reason }) => reason)).toEqual([
      'Playback has been paused for too long.',
    ]);
  });

  it('gets no requests once the session has ended', async () => {
    const { server, session, pass } = await pausedTranscode();
    session.keepAlive();
    await session.end();
    const sent = server.snapshot().requests.length;
    await pass(20 * MINUTE);
    expect(server.snapshot().requests).toHaveLength(sent);
  });
});
