// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineFailure } from '../../core/engine-failure.ts';
import { MountGate } from '../../player/mount-gate.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import type { RenewalOutcome, SessionControl, SessionSource } from '../session-control.ts';
import type { Download } from './download.ts';
import { SegmentLoader } from './segment-loader.ts';
import type { SegmentRequest } from './segment-request.ts';

const manifest = (session: string) => `http://tv/start.mpd?session=${session}`;

/** With two representations, so that no segment is requested ahead. */
const redact = (text: string) => text;

function mpd(session: string, codecs: string): string {
  const folder = `session/${session}/$RepresentationID$`;
  return `<MPD type="static" mediaPresentationDuration="PT60S"><Period><AdaptationSet><SegmentTemplate timescale="1" duration="1" startNumber="0" initialization="${folder}/header" media="${folder}/$Number$.m4s"/>${[0, 9].map((id) => `<Representation id="${id}" mimeType="video/mp4" codecs="${codecs}" bandwidth="1000"/>`).join('')}</AdaptationSet></Period></MPD>`;
}
const denied: RenewalOutcome<SessionSource> = { kind: 'denied' };
const renewed = (session: string, offsetSeconds = 0): RenewalOutcome<SessionSource> => ({
  kind: 'renewed',
  value: { url: manifest(session), offsetSeconds },
});

/** How a session of the server answers: by size of the segment, 404 when dead (or once the promise resolves), or not at all. */
type Session =
  | 'dead'
  | 'away'
  | 'silent'
  | Promise<void>
  | ((segment: number) => number | 'silent');

/** A segment with so many bytes of media; an empty body for 0. */
function bytes(size: number): Uint8Array<ArrayBuffer> {
  if (size === 0) return new Uint8Array(0);
  const box = new Uint8Array(8 + size);
  new DataView(box.buffer).setUint32(0, box.byteLength);
  box.set(new TextEncoder().encode('mdat'), 4);
  return box;
}

function segment(number: number, kind: 'media' | 'init' = 'media'): SegmentRequest {
  return {
    kind,
    url: `http://tv/session/one/0/${number}.m4s`,
    startSeconds: kind === 'media' ? number : undefined,
    durationSeconds: 1,
    bandwidth: 64,
  };
}

/** Node has no XMLHttpRequest. */
const download: Download = async (url, signal, onBytes) => {
  const { status, body } = await fetch(url, { signal });
  onBytes(0);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  for await (const piece of body ?? []) {
    received += piece.byteLength;
    onBytes(received);
    pieces.push(piece);
  }
  return { status, body: await new Blob(pieces).arrayBuffer() };
};

function cutAnswer(): Response {
  const body = new ReadableStream({
    start: (controller) => controller.error(new TypeError('network error')),
  });
  return new Response(body);
}

describe('SegmentLoader', () => {
  let sessions: Record<string, Session>;
  let asked: string[];
  let life: AbortController;
  let codecs: string;
  let cutManifest: boolean;
  let gate: MountGate;
  let secondsReady: number;
  const renew = vi.fn<SessionControl['renew']>();
  const relocate = vi.fn<SessionControl['relocate']>();
  const placesAsked = () => relocate.mock.calls.map(([at]) => at);
  const findAlive = vi.fn<() => Promise<boolean>>();
  const onIncompatible = vi.fn();
  const onFailure = vi.fn<(failure: EngineFailure) => void>();

  beforeEach(() => {
    vi.useFakeTimers();
    for (const mock of [renew, relocate, findAlive, onIncompatible, onFailure]) mock.mockReset();
    sessions = { one: () => 8 };
    asked = [];
    codecs = 'vp09';
    cutManifest = false;
    secondsReady = 4;
    life = new AbortController();
    gate = new MountGate();
    gate.open();
    renew.mockResolvedValue(denied);
    relocate.mockResolvedValue(denied);
    findAlive.mockResolvedValue(true);
    vi.stubGlobal('fetch', async (url: string, { signal }: { signal: AbortSignal }) => {
      signal.throwIfAborted();
      asked.push(url.replace('http://tv/', ''));
      if (url.includes('start.mpd'))
        return cutManifest ? cutAnswer() : new Response(mpd(url.split('=')[1] ?? '', codecs));
      const [, id = '', number = '0'] = /session\/(\w+)\/[01]\/(\d+)/.exec(url) ?? [];
      const session = sessions[id] ?? 'dead';
      if (session === 'away') throw new TypeError('Failed to fetch');
      if (session instanceof Promise) await session;
      if (session === 'dead' || session instanceof Promise)
        return new Response('<h1>404 Not Found</h1>', { status: 404 });
      const size = session === 'silent' ? session : session(Number(number));
      if (size !== 'silent') return new Response(bytes(size));
      return new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
  });
  afterEach(() => {
    life.abort();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function loaderAt(offset = 0): SegmentLoader {
    const loader = new SegmentLoader({
      signal: life.signal,
      redact,
      durationSeconds: () => 60,
      secondsReady: () => secondsReady,
      positionSeconds: () => 0,
      control: { renew, relocate, findAlive },
      download,
      whenMounted: (signal) => gate.passed(signal),
      onIncompatible,
      onFailure,
    });
    loader.attach(manifest('one'), offset);
    loader.learn(readManifest(mpd('one', codecs), { url: manifest('one'), redact }));
    return loader;
  }

  const load = (loader: SegmentLoader, number: number, dropped = new AbortController().signal) =>
    loader.load(segment(number), dropped);

  it('loads an available segment with one request', async () => {
    const { status, body } = await load(loaderAt(), 0);
    expect({ status, bytes: body.byteLength }).toEqual({ status: 200, bytes: 16 });
    expect(renew).not.toHaveBeenCalled();
    expect(asked).toEqual(['session/one/0/0.m4s']);
  });

  it('requests nothing while no component shows the player', async () => {
    const loader = loaderAt();
    gate.close();
    const answer = load(loader, 0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toEqual([]);
    gate.open();
    expect(await answer).toMatchObject({ status: 200 });
  });

  it('requests nothing when the player ends first', async () => {
    const loader = loaderAt();
    gate.close();
    const answer = load(loader, 0);
    life.abort();
    await expect(answer).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  it('loads a missing segment and all later ones from the new session', async () => {
    const loader = loaderAt();
    sessions = { one: 'dead', two: () => 5 };
    renew.mockResolvedValue(renewed('two'));
    expect((await load(loader, 3)).body.byteLength).toBe(13);
    expect((await load(loader, 4)).body.byteLength).toBe(13);
    expect(renew).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ kind: 'segment-gone', status: 404 }),
      3,
    );
    expect(asked.filter((path) => path.includes('start.mpd'))).toEqual(['start.mpd?session=two']);
  });

  it('tells when the dead session last delivered', async () => {
    const loader = loaderAt();
    renew.mockResolvedValue(denied);
    await load(loader, 0);
    await vi.advanceTimersByTimeAsync(2_000);
    const since = performance.now();
    await load(loader, 1);
    await vi.advanceTimersByTimeAsync(3_000);
    sessions = { one: 'dead' };
    void load(loader, 2).catch(() => {});
    await vi.advanceTimersByTimeAsync(100);
    expect(renew.mock.calls[0]?.[0].provedAt).toBe(since);
  });

  it('starts the new session where the other track continues, which is earlier and has requested nothing yet', async () => {
    const loader = loaderAt();
    const sound = (number: number) =>
      loader.load(
        { ...segment(number), url: `http://tv/session/one/1/${number}.m4s` },
        new AbortController().signal,
      );
    await sound(9);
    await load(loader, 14);
    sessions = { one: 'dead', two: () => 5 };
    renew.mockResolvedValue(renewed('two', 10));
    expect((await load(loader, 15)).body.byteLength).toBe(13);
    expect((await sound(10)).body.byteLength).toBe(13);
    expect(renew).toHaveBeenCalledExactlyOnceWith(expect.anything(), 10);
    expect(relocate).not.toHaveBeenCalled();
  });

  it('starts the new session once for audio and video', async () => {
    const loader = loaderAt();
    sessions = { one: 'dead', two: () => 5 };
    renew.mockResolvedValue(renewed('two'));
    await Promise.all([load(loader, 3), load(loader, 3)]);
    expect(asked.filter((path) => path.includes('start.mpd'))).toHaveLength(1);
  });

  it('does not renew for a late answer of a replaced session', async () => {
    const loader = loaderAt();
    let end = () => {};
    const dying = new Promise<void>((resolve) => {
      end = resolve;
    });
    sessions = { one: dying, two: () => 5 };
    const late = load(loader, 3);
    await vi.advanceTimersByTimeAsync(0);
    sessions.one = 'dead';
    renew.mockResolvedValue(renewed('two'));
    await load(loader, 2);
    end();
    expect((await late).body.byteLength).toBe(13);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('continues when the connection breaks during the new manifest', async () => {
    const loader = loaderAt();
    sessions = { one: 'dead', two: () => 5 };
    cutManifest = true;
    renew.mockResolvedValue(renewed('two'));
    expect((await load(loader, 3)).body.byteLength).toBe(13);
  });

  it('continues when the new session dies, too', async () => {
    const loader = loaderAt();
    sessions = { one: 'dead', two: 'dead', three: () => 7 };
    findAlive.mockResolvedValue(false);
    renew.mockResolvedValueOnce(renewed('two')).mockResolvedValueOnce(renewed('three'));
    expect((await load(loader, 3)).body.byteLength).toBe(15);
  });

  it('fails with the answer of the server when a new session is denied, and tells dash.js nothing', async () => {
    sessions = { one: 'dead' };
    renew.mockResolvedValue(denied);
    const seek = new AbortController();
    const loading = load(loaderAt(), 3, seek.signal);
    await vi.advanceTimersByTimeAsync(10);
    expect(onFailure.mock.calls).toMatchObject([
      [{ kind: 'segment-gone', status: 404, final: true }],
    ]);
    seek.abort();
    await expect(loading).rejects.toThrow();
  });

  it('waits while the encoder starts up and the transcode is alive', async () => {
    let looks = 0;
    sessions = {
      one: () => {
        looks += 1;
        return looks > 30 ? 8 : 0;
      },
    };
    const loading = load(loaderAt(), 0);
    await vi.advanceTimersByTimeAsync(70_000);
    expect((await loading).body.byteLength).toBe(16);
    expect(renew).not.toHaveBeenCalled();
  });

  it('renews within a second after empty segments of a dead session', async () => {
    sessions = { one: () => 0, two: () => 5 };
    findAlive.mockResolvedValue(false);
    renew.mockResolvedValue(renewed('two'));
    const loading = load(loaderAt(), 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await loading).body.byteLength).toBe(13);
  });

  it('ends after empty segments near the end of a session that is alive', async () => {
    const loader = loaderAt(50);
    sessions = { one: (number) => (number > 56 ? 0 : 8) };
    await load(loader, 56);
    const loading = load(loader, 57);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await loading).toMatchObject({ status: 200 });
    expect(renew).not.toHaveBeenCalled();
  });

  it('ends when two sessions lack a segment near the end', async () => {
    const loader = loaderAt(55);
    sessions = { one: 'dead', two: 'dead' };
    renew.mockResolvedValue(renewed('two'));
    const { status, body } = await load(loader, 58);
    expect({ status, bytes: body.byteLength }).toEqual({ status: 200, bytes: 0 });
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('repeats requests to a busy server before it renews', async () => {
    let looks = 0;
    sessions = {
      one: () => {
        looks += 1;
        if (looks < 3) throw new TypeError('Failed to fetch');
        return 8;
      },
    };
    const loading = load(loaderAt(), 0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await loading).body.byteLength).toBe(16);
    expect(renew).not.toHaveBeenCalled();
  });

  it('keeps a session that is alive when the server is back', async () => {
    sessions = { one: 'away' };
    renew.mockImplementation(async (failure) => {
      expect(failure).toMatchObject({ kind: 'network' });
      sessions = { one: () => 8 };
      return { kind: 'kept' };
    });
    const loading = load(loaderAt(), 3);
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await loading).body.byteLength).toBe(16);
    expect(asked.some((path) => path.includes('start.mpd'))).toBe(false);
  });

  it('requests a session for a far seek, before the start or ahead of the encoder, and not for a near one', async () => {
    const loader = loaderAt(30);
    sessions = { one: () => 8, two: () => 5, three: () => 6 };
    relocate.mockResolvedValueOnce(renewed('two', 5)).mockResolvedValueOnce(renewed('three', 50));
    await load(loader, 30);
    await load(loader, 38);
    expect(relocate).not.toHaveBeenCalled();
    expect((await load(loader, 5)).body.byteLength).toBe(13);
    expect((await load(loader, 6)).body.byteLength).toBe(13);
    const ahead = load(loader, 50);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await ahead).body.byteLength).toBe(14);
    expect(relocate.mock.calls).toEqual([
      [5, { needed: true }],
      [50, { needed: false }],
    ]);
  });

  it('requests a session where the viewer stays, and none for places passed on the way', async () => {
    const loader = loaderAt(30);
    sessions = { one: () => 8, two: () => 5, three: () => 6 };
    relocate.mockResolvedValueOnce(renewed('two', 5)).mockResolvedValueOnce(renewed('three', 50));
    await load(loader, 5);
    for (const passed of [20, 30, 40]) {
      const seek = new AbortController();
      const dropped = load(loader, passed, seek.signal);
      await vi.advanceTimersByTimeAsync(100);
      seek.abort();
      await expect(dropped).rejects.toThrow();
    }
    const loading = load(loader, 50);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await loading).body.byteLength).toBe(14);
    expect(placesAsked()).toEqual([5, 50]);
  });

  it('treats an empty segment just before the start of a delivering session as a seek back', async () => {
    const loader = loaderAt(30.5);
    sessions = { one: (number) => (number < 31 ? 0 : 8), two: () => 5 };
    relocate.mockResolvedValueOnce(renewed('two', 30));
    const early = load(loader, 30);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(relocate).not.toHaveBeenCalled();
    await load(loader, 31);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await early).body.byteLength).toBe(13);
    expect(placesAsked()).toEqual([30]);
    expect(renew).not.toHaveBeenCalled();
  });

  it('uses the current session when one for a seek ahead is denied', async () => {
    const loader = loaderAt(30);
    relocate.mockResolvedValue(denied);
    expect((await load(loader, 50)).body.byteLength).toBe(16);
  });

  it('insists on a session when the current one does not get there soon', async () => {
    const loader = loaderAt(30);
    sessions = { one: 'silent', two: () => 5 };
    relocate.mockImplementation(async (at, { needed }) => (needed ? renewed('two', at) : denied));
    const loading = load(loader, 50);
    await vi.advanceTimersByTimeAsync(2_400);
    expect(relocate).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(300);
    expect((await loading).body.byteLength).toBe(13);
    expect(relocate).toHaveBeenLastCalledWith(50, { needed: true });
  });

  it('waits for a slow segment whose download has started', async () => {
    const loader = loaderAt(30);
    relocate.mockResolvedValue(denied);
    let downloads = 0;
    vi.stubGlobal('fetch', async (_: string, { signal }: { signal: AbortSignal }) => {
      downloads += 1;
      const whole = new Uint8Array(bytes(8));
      let at = 0;
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 900));
          signal.throwIfAborted();
          if (at >= whole.byteLength) return controller.close();
          controller.enqueue(whole.slice(at, at + 4));
          at += 4;
        },
      });
      return new Response(body);
    });
    const loading = load(loader, 50);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await loading).body.byteLength).toBe(16);
    expect(downloads).toBe(1);
    expect(relocate).not.toHaveBeenCalledWith(50, { needed: true });
  });

  it('waits for the current session when insisting was denied', async () => {
    const loader = loaderAt(30);
    sessions = { one: 'silent' };
    relocate.mockResolvedValue(denied);
    const loading = load(loader, 50);
    await vi.advanceTimersByTimeAsync(3_000);
    sessions.one = () => 8;
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await loading).body.byteLength).toBe(16);
    expect(renew).not.toHaveBeenCalled();
  });

  it('waits for a session before the start without requesting segments', async () => {
    const loader = loaderAt(30);
    sessions = { one: () => 0, two: () => 5 };
    relocate.mockResolvedValue(denied);
    const loading = load(loader, 5);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toEqual([]);
    relocate.mockResolvedValue(renewed('two', 5));
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await loading).body.byteLength).toBe(13);
    expect(renew).not.toHaveBeenCalled();
  });

  it('follows a seek back that comes before the session of the far seek', async () => {
    const loader = loaderAt();
    sessions = { one: () => 8, far: (number) => (number < 600 ? 0 : 8), back: () => 5 };
    await load(loader, 0);
    let come: (found: RenewalOutcome<SessionSource>) => void = () => {};
    const far = new Promise<RenewalOutcome<SessionSource>>((resolve) => {
      come = resolve;
    });
    relocate.mockReturnValueOnce(far).mockResolvedValueOnce(renewed('back', 5));
    const seek = new AbortController();
    const dropped = load(loader, 600, seek.signal);
    await vi.advanceTimersByTimeAsync(10);
    seek.abort();
    // The old session is stopped as soon as the new one is requested.
    sessions.one = 'dead';
    renew.mockResolvedValue(renewed('far', 600));
    const loading = load(loader, 5);
    come(renewed('far', 600));
    await expect(dropped).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await loading).body.byteLength).toBe(13);
    expect(placesAsked()).toEqual([600, 5]);
  });

  it('renews at the start of a session that dies before its initialisation segment', async () => {
    const loader = loaderAt(600);
    sessions = { one: 'dead', two: () => 5 };
    renew.mockResolvedValue(renewed('two', 600));
    const header = { ...segment(600, 'init'), url: 'http://tv/session/one/0/600.m4s' };
    loader.load(header, new AbortController().signal).catch(() => {});
    await vi.advanceTimersByTimeAsync(10);
    expect(renew).toHaveBeenCalledExactlyOnceWith(expect.anything(), 600);
  });

  it('uses all of a renewed session that starts before the requested segment', async () => {
    const loader = loaderAt();
    sessions = { one: 'dead', two: () => 5 };
    renew.mockResolvedValue(renewed('two', 2));
    await load(loader, 9);
    expect((await load(loader, 3)).body.byteLength).toBe(13);
    expect(relocate).not.toHaveBeenCalled();
  });

  it('reports a new session with another manifest', async () => {
    const loader = loaderAt();
    sessions = { one: 'dead', two: () => 5 };
    renew.mockResolvedValue(renewed('two'));
    codecs = 'avc1';
    load(loader, 3).catch(() => {});
    await vi.advanceTimersByTimeAsync(10);
    expect(onIncompatible).toHaveBeenCalledTimes(1);
  });

  describe('without an answer', () => {
    /** A session that answers segments 0 to 2 at once, and is silent from segment 3 on. */
    async function fallsSilent(): Promise<SegmentLoader> {
      const loader = loaderAt();
      sessions = { one: (number) => (number < 3 ? 8 : 'silent'), two: () => 5 };
      renew.mockResolvedValue(renewed('two'));
      for (const number of [0, 1, 2]) await load(loader, number);
      asked = [];
      return loader;
    }
    const segmentsAsked = () => asked.filter((path) => path.includes('/0/'));

    it('requests the segment on a second connection after a second', async () => {
      const loader = await fallsSilent();
      const loading = load(loader, 3);
      await vi.advanceTimersByTimeAsync(900);
      expect(segmentsAsked()).toHaveLength(1);
      sessions.one = () => 8;
      await vi.advanceTimersByTimeAsync(400);
      expect((await loading).body.byteLength).toBe(16);
      expect(segmentsAsked()).toHaveLength(2);
      expect(renew).not.toHaveBeenCalled();
    });

    it('renews within three seconds when the buffer is short', async () => {
      const loader = await fallsSilent();
      const loading = load(loader, 3);
      await vi.advanceTimersByTimeAsync(3_000);
      expect((await loading).body.byteLength).toBe(13);
      expect(renew).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ kind: 'segment-gone' }),
        3,
      );
    });

    it('waits while the buffer is long', async () => {
      const loader = await fallsSilent();
      secondsReady = 20;
      const loading = load(loader, 3);
      await vi.advanceTimersByTimeAsync(8_000);
      expect(renew).not.toHaveBeenCalled();
      secondsReady = 4;
      await vi.advanceTimersByTimeAsync(1_000);
      expect((await loading).body.byteLength).toBe(13);
    });

    it('renews at once when the server says that the transcode is gone', async () => {
      const loader = await fallsSilent();
      secondsReady = 20;
      findAlive.mockResolvedValue(false);
      const loading = load(loader, 3);
      await vi.advanceTimersByTimeAsync(1_500);
      expect((await loading).body.byteLength).toBe(13);
    });

    it('reports a network failure when the server does not answer either', async () => {
      const loader = await fallsSilent();
      findAlive.mockRejectedValue(new Error('no answer'));
      renew.mockImplementation(async () => {
        sessions.one = () => 8;
        return { kind: 'kept' };
      });
      const loading = load(loader, 3);
      await vi.advanceTimersByTimeAsync(9_000);
      expect(renew).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(30_000);
      expect((await loading).body.byteLength).toBe(16);
      expect(renew).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ kind: 'network' }),
        3,
      );
    });

    it('waits long for the first segment of an encoder', async () => {
      const loader = loaderAt();
      sessions = { one: 'silent' };
      const loading = load(loader, 0);
      await vi.advanceTimersByTimeAsync(55_000);
      sessions.one = () => 8;
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await loading).body.byteLength).toBe(16);
      expect(renew).not.toHaveBeenCalled();
    });

    it('waits twenty seconds when earlier answers were slow', async () => {
      const loader = loaderAt();
      await load(loader, 0);
      sessions = { one: 'silent', two: () => 5 };
      renew.mockResolvedValue(renewed('two'));
      const loading = load(loader, 1);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(renew).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await loading).body.byteLength).toBe(13);
    });

    it.each([
      ['the first segment of all', 0],
      ['a near seek', 9],
    ])('renews some seconds after the death of a session it waits for: %s', async (_, at) => {
      const loader = at === 0 ? loaderAt() : await fallsSilent();
      sessions = { one: 'silent', two: () => 5 };
      renew.mockResolvedValue(renewed('two'));
      const loading = load(loader, at);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(renew).not.toHaveBeenCalled();
      findAlive.mockResolvedValue(false);
      await vi.advanceTimersByTimeAsync(2_500);
      expect((await loading).body.byteLength).toBe(13);
    });

    it('probes again when a probe gets lost', async () => {
      const loader = await fallsSilent();
      sessions = { one: 'silent', two: () => 5 };
      renew.mockResolvedValue(renewed('two'));
      findAlive.mockRejectedValueOnce(new Error('lost')).mockResolvedValue(false);
      const loading = load(loader, 9);
      await vi.advanceTimersByTimeAsync(4_000);
      expect((await loading).body.byteLength).toBe(13);
    });

    it('waits for an encoder that catches up after a near seek', async () => {
      const loader = await fallsSilent();
      secondsReady = 0;
      const loading = load(loader, 9);
      await vi.advanceTimersByTimeAsync(6_000);
      expect(renew).not.toHaveBeenCalled();
      sessions.one = () => 8;
      await vi.advanceTimersByTimeAsync(5_000);
      expect((await loading).body.byteLength).toBe(16);
    });
  });

  it('waits for a slow download while bytes arrive', async () => {
    const loader = loaderAt();
    let drop: (chunk: Uint8Array<ArrayBuffer> | 'end') => void = () => {};
    vi.stubGlobal('fetch', async () => {
      const body = new ReadableStream({
        start(controller) {
          drop = (chunk) => (chunk === 'end' ? controller.close() : controller.enqueue(chunk));
        },
      });
      return new Response(body);
    });
    const loading = load(loader, 0);
    const whole = bytes(40);
    for (let at = 0; at < whole.byteLength; at += 8) {
      await vi.advanceTimersByTimeAsync(9_000);
      drop(whole.slice(at, at + 8));
    }
    drop('end');
    await vi.advanceTimersByTimeAsync(1);
    expect((await loading).body.byteLength).toBe(48);
    expect(renew).not.toHaveBeenCalled();
  });

  it('rejects at once when dash.js cancels the request', async () => {
    sessions = { one: () => 0 };
    const dropped = new AbortController();
    const loading = load(loaderAt(), 0, dropped.signal);
    await vi.advanceTimersByTimeAsync(100);
    dropped.abort();
    await expect(loading).rejects.toThrow();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked.length).toBe(before);
  });
});
