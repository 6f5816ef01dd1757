import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlexServerOptions } from '../index.ts';
import { testServer } from '../test-support/test-server.ts';
import { payload } from '../test-support/tiny-catalogue.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;

async function started(options: PlexServerOptions = {}, query = '') {
  const test = testServer(options);
  const player = test.player({ ...video, query });
  await player.decision();
  await player.start();
  return { ...test, player };
}

const text = async (answer: Response) =>
  new TextDecoder('latin1').decode(await answer.arrayBuffer());

describe('a segment', () => {
  it('is the fragment of its second, by track', async () => {
    const { player } = await started();
    const picture = await player.segment(3);
    expect(picture.headers.get('Content-Type')).toBe('video/mp4');
    expect(await text(picture)).toContain(String.fromCharCode(...payload('video', 3)));
    const sound = await player.segment(11, 1);
    expect(sound.headers.get('Content-Type')).toBe('audio/mp4');
    expect(await text(sound)).toContain(String.fromCharCode(...payload('audio', 11)));
  });

  it('of initialisation is ftyp and moov', async () => {
    const { player } = await started();
    const header = await text(await player.segment());
    expect(header.slice(4, 8)).toBe('ftyp');
    expect(header).toContain('vp09');
    expect(header).not.toContain('mdat');
  });

  it('is 404 past the end and for a third track', async () => {
    const { player } = await started();
    expect((await player.segment(12)).status).toBe(404);
    expect((await player.segment(0, 2)).status).toBe(404);
  });

  it('needs no token', async () => {
    const { player, get } = await started({ token: 'secret' });
    expect((await player.segment(0)).status).toBe(200);
    expect((await get('/video/:/transcode/universal/session/tv/0/header')).status).toBe(200);
  });

  it('before the offset is 404', async () => {
    const { player } = await started({}, 'offset=5');
    expect((await player.segment(4)).headers.get('Content-Length')).toBe('0');
    expect((await player.segment(5)).headers.get('Content-Length')).not.toBe('0');
  });

  it('is available where the encoder jumps to, and where it was before', async () => {
    const settings = { fastSeekRestarts: true, encoderSpeed: 1, seekHangMs: 100 };
    const { player } = await started(settings, 'fastSeek=1');
    expect(await text(await player.segment(0))).toContain('video 0');
    expect(await text(await player.segment(9))).toContain('video 9');
    expect(await text(await player.segment(0))).toContain('video 0');
    expect(await text(await player.segment(5))).toBe('');
  });

  it('of an ended transcode is 404', async () => {
    const { player, server } = await started();
    server.terminate('pv');
    expect((await player.segment(0)).status).toBe(404);
  });

  it('of an ended transcode is empty with that setting, and 404 for one that never existed', async () => {
    const { player, server, get } = await started({ deadSegments: 'empty' });
    server.terminate('pv');
    const answer = await player.segment(0);
    expect([answer.status, await text(answer)]).toEqual([200, '']);
    expect((await get('/video/:/transcode/universal/session/never/0/0.m4s')).status).toBe(404);
  });

  it('of an ended transcode is a stub with that setting', async () => {
    const { player, server } = await started({ deadSegments: 'stub' });
    server.terminate('pv');
    const answer = await player.segment(0);
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 78]);
  });

  it('is empty during warm-up with that setting', async () => {
    const { player, server } = await started({ warmUpMs: 5000, warmUp: 'empty' });
    expect(await text(await player.segment(0))).toBe('');
    server.advance(5000);
    expect(await text(await player.segment(0))).toContain('video 0');
  });
});

describe('a segment that is not encoded yet', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('of an ended transcode hangs with that setting, and is 404 in the end', async () => {
    const { player, server } = await started({ deadSegments: 'hang' });
    server.terminate('pv');
    let answered = false;
    const held = player.segment(0).then((answer) => {
      answered = true;
      return answer;
    });
    await vi.advanceTimersByTimeAsync(44_000);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await held).status).toBe(404);
  });

  it('is held during warm-up', async () => {
    const { player } = await started({ warmUpMs: 60_000 });
    const held = player.segment(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await text(await held)).toContain('video 0');
  });

  it('is encoded after the warm-up', async () => {
    const { player } = await started({ warmUpMs: 3000, encoderSpeed: 1 });
    await vi.advanceTimersByTimeAsync(3000);
    let done = false;
    const held = player.segment(2).then((answer) => {
      done = true;
      return answer;
    });
    await vi.advanceTimersByTimeAsync(1999);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await held).status).toBe(200);
  });

  it('a little ahead of the encoder is held until it is encoded', async () => {
    const { player } = await started({ encoderSpeed: 1 });
    const held = player.segment(4);
    await vi.advanceTimersByTimeAsync(4000);
    expect((await held).status).toBe(200);
  });

  it('far ahead of the encoder is held, then 404', async () => {
    const { player, lines } = await started({ encoderSpeed: 1, seekHangMs: 3000 });
    const held = player.segment(10);
    await vi.advanceTimersByTimeAsync(3000);
    expect((await held).status).toBe(404);
    expect(lines('Timed out waiting for segment.')).toHaveLength(1);
  });

  it('far ahead moves an encoder that was started with fastSeek, with that setting', async () => {
    const { player } = await started({ encoderSpeed: 0.1, fastSeekRestarts: true }, 'fastSeek=1');
    const jump = player.segment(10);
    await vi.advanceTimersByTimeAsync(180);
    expect(await text(await jump)).toContain('video 10');
    // Skipped segments are not encoded any more.
    expect(await text(await player.segment(2))).toBe('');
  });

  it('is 404 if its transcode is killed while it is held', async () => {
    const { player, server } = await started({ warmUpMs: 60_000 });
    const held = player.segment(0);
    await vi.advanceTimersByTimeAsync(1000);
    server.terminate('pv');
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await held).status).toBe(404);
  });
});
