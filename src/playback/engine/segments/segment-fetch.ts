import { abortableDelay } from '../../core/abortable-delay.ts';
import type { EngineHost } from '../engine.ts';
import { type SegmentRequest, type SegmentVerdict, verdictOf } from './segment-request.ts';
import type { SegmentRouter } from './segment-router.ts';

/** No byte for this long: the answer will not come. Milliseconds. */
const SILENT_MS = 10_000;
/** A segment that should be here by now is asked for a second time, on another connection. Milliseconds. */
const SECOND_TRY_MS = 1_000;
/** How long after one look whether the transcode lives there is another, while a segment is waited for. Milliseconds. */
const PROBE_EVERY_MS = 2_000;
/** If both tries are silent and there is not much left to play, it is given up as early as this. Milliseconds. */
const EARLY_MS = 2_000;
/** What has to be ready to play for nobody to notice that a new session is asked for. Seconds. */
const SPARE_SECONDS = 5;
const LOOK_MS = 200;

export interface SegmentAnswer {
  readonly status: number;
  readonly body: ArrayBuffer;
}

export interface Fetched extends SegmentAnswer {
  readonly verdict: SegmentVerdict;
  /** The session that was asked. */
  readonly from: string;
  /** Milliseconds. */
  readonly tookMs: number;
}

export interface SegmentFetchOptions extends Pick<EngineHost, 'findAlive'> {
  readonly signal: AbortSignal;
  /** How long what is buffered lasts, in seconds of the clock; Infinity while paused. */
  secondsReady(): number;
  /** Something of the answer has come. */
  onBytes(): void;
}

/**
 * Asks the live session for a segment. Rejects when the signal aborts, and never else.
 *
 * A slow answer is waited for as long as bytes come. Silence is another thing: the connection may be lost on the way, or
 * the transcoder hang, or be dead. So the server is asked whether it lives; and where an answer was to be expected at once,
 * the segment is asked for again beside the first request, and while the buffer lasts the silence is looked into.
 */
export async function fetchSegment(
  segment: SegmentRequest,
  session: SegmentRouter,
  { signal, findAlive, secondsReady, onBytes }: SegmentFetchOptions,
): Promise<Fetched> {
  const from = session.id;
  const url = session.route(segment.url);
  const isDue = session.expectsSoon(segment);
  const done = new AbortController();
  const ends = AbortSignal.any([signal, done.signal]);
  const began = Date.now();
  let heardAt = began;
  const ask = () =>
    download(url, ends, () => {
      heardAt = Date.now();
      onBytes();
    });
  const conclude = (verdict: SegmentVerdict, answer: SegmentAnswer = nothing()): Fetched => ({
    ...answer,
    verdict,
    from,
    tookMs: Date.now() - began,
  });

  let answer = ask();
  let probe: Probe | undefined;
  try {
    for (;;) {
      const got = await Promise.race([answer, abortableDelay(LOOK_MS, ends)]);
      if (got) return conclude(verdictOf(segment.kind, got.status, got.body), got);
      const silentMs = Date.now() - heardAt;
      if (silentMs >= SILENT_MS) return conclude(await verdictOnSilence(probe ?? look(findAlive)));
      if (silentMs < SECOND_TRY_MS) continue;
      if (!probe) {
        probe = look(findAlive);
        if (isDue) answer = Promise.any([answer, ask()]);
      }
      if (probe.found === 'gone') return conclude('gone');
      if (!isDue) {
        // It may take its time, and die meanwhile.
        if (probe.isSettled && Date.now() - probe.since >= PROBE_EVERY_MS) probe = look(findAlive);
        continue;
      }
      const early = silentMs >= EARLY_MS && secondsReady() < SPARE_SECONDS;
      if (early && probe.found === 'alive') return conclude('gone');
    }
  } catch {
    signal.throwIfAborted();
    return conclude('away');
  } finally {
    done.abort();
  }
}

/** Whether the server still has the transcode, as soon as it has said so. */
interface Probe {
  found: 'alive' | 'gone' | undefined;
  isSettled: boolean;
  readonly since: number;
  readonly settled: Promise<void>;
}

function look(findAlive: () => Promise<boolean>): Probe {
  const probe: Probe = {
    found: undefined,
    isSettled: false,
    since: Date.now(),
    settled: findAlive()
      .then(
        (alive) => {
          probe.found = alive ? 'alive' : 'gone';
        },
        () => {},
      )
      .finally(() => {
        probe.isSettled = true;
      }),
  };
  return probe;
}

async function verdictOnSilence(probe: Probe): Promise<SegmentVerdict> {
  await probe.settled;
  if (probe.found === undefined) return 'away';
  return probe.found === 'alive' ? 'silent' : 'gone';
}

function nothing(): SegmentAnswer {
  return { status: 0, body: new ArrayBuffer(0) };
}

/** @param onBytes Called whenever something arrives. */
async function download(
  url: string,
  signal: AbortSignal,
  onBytes: () => void,
): Promise<SegmentAnswer> {
  const { status, body } = await fetch(url, { signal });
  onBytes();
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) break;
    onBytes();
    chunks.push(value);
  }
  return { status, body: joined(chunks) };
}

function joined(chunks: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole.buffer;
}
