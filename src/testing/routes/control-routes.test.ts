import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;

describe('/emu', () => {
  const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });

  it('exists only with the option, and needs the token', async () => {
    expect((await testServer().get('/emu/log')).status).toBe(404);
    expect((await testServer({ control: true, token: 's' }).get('/emu/log')).status).toBe(401);
  });

  it('returns snapshot, devices and log', async () => {
    const { get, player } = testServer({ control: true });
    await player(video).decision();
    expect(await (await get('/emu/snapshot')).json()).toMatchObject({
      resources: [{ playbackId: 'pv' }],
    });
    expect(await (await get('/emu/devices')).json()).toMatchObject([{ clientIdentifier: 'v' }]);
    expect(await (await get('/emu/log')).text()).toMatch(
      /^\w{3} \d\d, \d{4} \d\d:\d\d:\d\d\.\d{3} \[Req#\w{6}\] Streaming Resource: Added session/m,
    );
  });

  it('changes settings and drops unknown ones', async () => {
    const { get, player } = testServer({ control: true });
    await get(
      '/emu/configure',
      post({ generation: '1.42', limits: { decidedMs: 5 }, token: null }),
    );
    expect((await player(video).start()).status).toBe(200);
  });

  it('moves the clock, forward only', async () => {
    const { get, player, server } = testServer({ control: true });
    await player(video).decision();
    await get('/emu/clock', post({ advanceMs: 600_000 }));
    expect(server.snapshot().resources).toEqual([]);
    expect((await get('/emu/clock', post({ advanceMs: -1 }))).status).toBe(400);
  });

  it('injects and removes a fault', async () => {
    const { get } = testServer({ control: true });
    const fault = { kind: 'status', status: 503, on: { path: '/library' } };
    const { id } = await (await get('/emu/fault', post(fault))).json();
    expect((await get('/library')).status).toBe(503);
    expect((await get(`/emu/fault/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await get('/library')).status).toBe(200);
    expect((await get(`/emu/fault/${id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('is not affected by faults, and does not count for them', async () => {
    const { get } = testServer({ control: true });
    const down = await (await get('/emu/fault', post({ kind: 'unreachable' }))).json();
    expect((await get('/library')).type).toBe('error');
    expect((await get('/emu/log')).status).toBe(200);
    expect((await get(`/emu/fault/${down.id}`, { method: 'DELETE' })).status).toBe(204);
    await get('/emu/fault', post({ kind: 'status', status: 503, times: 1 }));
    await get('/emu/snapshot');
    expect((await get('/library')).status).toBe(503);
    expect((await get('/library')).status).toBe(200);
  });

  it('terminates and restarts', async () => {
    const { get, player, server } = testServer({ control: true });
    await player(video).decision();
    await get('/emu/terminate', post({ playbackId: 'pv', reason: 'Enough' }));
    expect(server.snapshot().ended).toMatchObject([{ reason: 'Enough' }]);
    await player({ ...video, playback: 'p2' }).decision();
    await get('/emu/restart', { method: 'POST' });
    expect(server.snapshot().resources).toEqual([]);
  });
});
