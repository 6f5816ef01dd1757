import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Manifest } from '../manifest/manifest.ts';
import type { Download } from './download.ts';
import { FileEnd } from './file-end.ts';
import type { SegmentRequest } from './segment-request.ts';
import { SegmentRouter } from './segment-router.ts';

const folder = 'http://tv/video/:/transcode/universal/';
const manifest: Manifest = {
  url: `${folder}start.mpd?session=one`,
  durationSeconds: 50,
  minBufferSeconds: 10,
  sets: [
    {
      attributes: {},
      representations: [
        {
          id: '0',
          bandwidth: 1_000,
          attributes: {},
          template: {
            initialization: `${folder}session/one/$RepresentationID$/header`,
            media: `${folder}session/one/$RepresentationID$/$Number$.m4s`,
            timescale: 1_000,
            startNumber: 1,
            presentationTimeOffset: 0,
            segments: 2_000,
          },
        },
      ],
    },
  ],
};

/** Segment `index`, of two seconds. */
const segment = (index: number, kind: SegmentRequest['kind'] = 'media'): SegmentRequest => ({
  kind,
  url: `${folder}session/one/0/${index + 1}.m4s`,
  startSeconds: index * 2,
  durationSeconds: 2,
  bandwidth: 1_000,
});

const box = (type: string, content: readonly number[]) => [
  ...[0, 0, 0, content.length + 8],
  ...new TextEncoder().encode(type),
  ...content,
];
/** A segment of media with a decode time. */
const mediaAt = (time: number): ArrayBuffer => {
  const tfdt = box('tfdt', [0, 0, 0, 0, 0, 0, 0, time]);
  const moof = box('moof', box('traf', tfdt));
  return new Uint8Array([...moof, ...box('mdat', [1])]).buffer;
};
const last = mediaAt(24);
const media = mediaAt(25);

describe('FileEnd', () => {
  let life: AbortController;
  let secondsReady: number;
  const download = vi.fn<Download>();
  const onLonger = vi.fn<() => void>();

  function fileEnd(): FileEnd {
    const end = new FileEnd({
      signal: life.signal,
      download,
      durationSeconds: () => 50,
      secondsReady: () => secondsReady,
      onLonger,
    });
    end.learn(manifest);
    return end;
  }

  /** Whether a segment is passed to dash.js within a second. */
  async function passes(end: FileEnd, index: number): Promise<boolean> {
    let settled = false;
    void end.settled(segment(index), last, life.signal).then(
      () => {
        settled = true;
      },
      () => {},
    );
    await vi.advanceTimersByTimeAsync(1_000);
    return settled;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    life = new AbortController();
    secondsReady = 1;
    download.mockReset().mockResolvedValue({ status: 404, body: new ArrayBuffer(0) });
    onLonger.mockReset();
  });
  afterEach(() => {
    life.abort();
    vi.useRealTimers();
  });

  it('knows which segments are near the end, and which are after it', () => {
    const end = fileEnd();
    expect([21, 22, 23].map((index) => end.isNear(segment(index)))).toEqual([false, false, true]);
    expect([24, 25].map((index) => end.isBeyond(segment(index)))).toEqual([false, true]);
  });

  it('asks the live session once for the segment after the last, a few seconds before it', async () => {
    const end = fileEnd();
    const session = new SegmentRouter(manifest.url, 0);
    session.renew(`${folder}start.mpd?session=two`, 30);
    for (const index of [0, 20]) end.approach(segment(index), session);
    expect(download).not.toHaveBeenCalled();
    for (const index of [21, 22, 23, 24]) end.approach(segment(index), session);
    end.approach(segment(21, 'init'), session);
    expect(download.mock.calls.map(([url]) => url)).toEqual([`${folder}session/two/0/26.m4s`]);
  });

  it('passes the last segment on when there are no more', async () => {
    const end = fileEnd();
    end.approach(segment(23), new SegmentRouter(manifest.url, 0));
    expect(await passes(end, 24)).toBe(true);
    expect(onLonger).not.toHaveBeenCalled();
  });

  it('passes the last segment on when the server answers with it again', async () => {
    const end = fileEnd();
    download.mockResolvedValue({ status: 200, body: mediaAt(24) });
    end.approach(segment(23), new SegmentRouter(manifest.url, 0));
    expect(await passes(end, 24)).toBe(true);
    expect(onLonger).not.toHaveBeenCalled();
  });

  it('asks for each track by itself', async () => {
    const end = fileEnd();
    const [set] = manifest.sets;
    const [video] = set?.representations ?? [];
    if (!set || !video) throw new Error('No track.');
    const audio = { ...video, id: '1' };
    end.learn({ ...manifest, sets: [set, { ...set, representations: [audio] }] });
    const session = new SegmentRouter(manifest.url, 0);
    const other = { ...segment(23), url: segment(23).url.replace('/0/', '/1/') };
    for (const each of [segment(23), other, segment(24)]) end.approach(each, session);
    expect(download.mock.calls.map(([url]) => url.split('/').slice(-2).join('/'))).toEqual([
      '0/26.m4s',
      '1/26.m4s',
    ]);
  });

  it('does not wait long for a server that holds the answer back', async () => {
    download.mockImplementation(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const end = fileEnd();
    end.approach(segment(23), new SegmentRouter(manifest.url, 0));
    expect(await passes(end, 23)).toBe(true);
    const settled = end.settled(segment(24), last, life.signal);
    // `AbortSignal.timeout` is not part of the fake timers.
    await expect(settled).resolves.toBeUndefined();
    expect(onLonger).not.toHaveBeenCalled();
  });

  it('wants a longer manifest when the file goes on, once the buffer runs out', async () => {
    download.mockResolvedValue({ status: 200, body: media });
    secondsReady = 20;
    const end = fileEnd();
    end.approach(segment(23), new SegmentRouter(manifest.url, 0));
    expect(await passes(end, 23)).toBe(true);
    expect(await passes(end, 24)).toBe(false);
    expect(onLonger).not.toHaveBeenCalled();
    secondsReady = 1.5;
    expect(await passes(end, 24)).toBe(false);
    expect(onLonger).toHaveBeenCalledOnce();
    expect(end.learn(manifest).durationSeconds).toBe(110);
    expect(end.isBeyond(segment(25))).toBe(true);
  });
});
