import { describe, expect, it } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { pingUrl, sendPing, sendStop, stopUrl } from './transcode-job.ts';

const ids = createPlaybackIds('music-1', 'audio');
const answering = (status: number) =>
  createPlexConnection({
    baseUrl: 'http://plex.local',
    fetch: async () => new Response('x', { status }),
  });

describe('sendPing', () => {
  it('distinguishes a live transcode from one that has ended', async () => {
    expect(await sendPing(answering(200), ids)).toBe('alive');
    expect(await sendPing(answering(404), ids)).toBe('gone');
  });

  it('rejects for every other failure', async () => {
    await expect(sendPing(answering(401), ids)).rejects.toMatchObject({ code: 'auth-expired' });
    await expect(sendPing(answering(503), ids)).rejects.toMatchObject({
      code: 'server-unavailable',
    });
  });
});

describe('sendStop', () => {
  it('can be sent twice', async () => {
    let alive = true;
    const asked: string[] = [];
    const connection = createPlexConnection({
      baseUrl: 'http://plex.local',
      fetch: async (url) => {
        asked.push(String(url));
        const status = alive ? 200 : 404;
        alive = false;
        return new Response(null, { status });
      },
    });
    expect(await sendStop(connection, ids)).toBe('stopped');
    expect(await sendStop(connection, ids)).toBe('gone');
    expect(asked).toEqual([stopUrl(connection, ids), stopUrl(connection, ids)]);
  });

  it('rejects for every other failure', async () => {
    await expect(sendStop(answering(500), ids)).rejects.toMatchObject({
      code: 'server-unavailable',
    });
  });
});

describe('the URLs', () => {
  it('contain the media type and the ids', () => {
    const connection = answering(200);
    for (const [build, path] of [
      [pingUrl, '/music/:/transcode/universal/ping'],
      [stopUrl, '/music/:/transcode/universal/stop'],
    ] as const) {
      const url = new URL(build(connection, ids));
      expect(url.pathname).toBe(path);
      expect(url.searchParams.get('session')).toBe(ids.transcodeId);
    }
    const video = createPlaybackIds('single-1', 'video');
    expect(new URL(pingUrl(connection, video)).pathname).toBe('/video/:/transcode/universal/ping');
  });
});
