import { within } from '../../core/within.ts';
import type { SessionControl } from '../session-control.ts';
import { type AliveProbe, probeAlive } from './alive-probe.ts';
import { type Download, noAnswer, type SegmentAnswer } from './download.ts';
import { LOOK_MS, nextSilenceStep, SUSPICIOUS_MS, verdictOnSilence } from './next-silence-step.ts';
import type { SegmentRequest } from './segment-request.ts';
import type { SegmentRouter } from './segment-router.ts';
import { type SegmentVerdict, verdictOf } from './segment-verdict.ts';

export interface Fetched extends SegmentAnswer {
  readonly verdict: SegmentVerdict;
  /** The session that was asked. */
  readonly from: string;
  /** Milliseconds. */
  readonly tookMs: number;
}

export interface SegmentFetchOptions extends Pick<SessionControl, 'findAlive'> {
  readonly signal: AbortSignal;
  /** How long the buffered media last. Seconds of the clock; Infinity while paused. */
  secondsReady(): number;
  readonly download: Download;
  /** The answer of a request that was sent before, if there was one for this URL. */
  prefetched(url: string, signal: AbortSignal): Promise<SegmentAnswer> | undefined;
  /** Something of the answer was received. */
  onBytes(): void;
}

/**
 * Requests a segment from the live session and carries out {@link nextSilenceStep} while the request is pending. Rejects
 * only when the signal aborts.
 */
export async function fetchSegment(
  segment: SegmentRequest,
  session: SegmentRouter,
  { signal, findAlive, secondsReady, download, prefetched, onBytes }: SegmentFetchOptions,
): Promise<Fetched> {
  const from = session.id;
  const url = session.route(segment.url);
  const isDue = session.expectsSoon(segment);
  const done = new AbortController();
  const ends = AbortSignal.any([signal, done.signal]);
  const startedAt = performance.now();
  let heardAt = startedAt;
  const request = () =>
    download(url, ends, () => {
      heardAt = performance.now();
      onBytes();
    });
  const result = (verdict: SegmentVerdict, answer: SegmentAnswer = noAnswer()): Fetched => ({
    ...answer,
    verdict,
    from,
    tookMs: performance.now() - startedAt,
  });

  let answer = prefetched(url, ends) ?? request();
  let probe: AliveProbe | undefined;
  try {
    // Most answers are complete before the first look.
    for (let waitMs = SUSPICIOUS_MS; ; ) {
      const got = await within(waitMs, answer);
      if (got) return result(verdictOf(segment.kind, got.status, got.body), got);
      const now = performance.now();
      const step = nextSilenceStep({
        silentMs: now - heardAt,
        isDue,
        secondsReady: secondsReady(),
        probe: probe && {
          found: probe.found,
          isSettled: probe.isSettled,
          ageMs: now - probe.since,
        },
      });
      waitMs = step.kind === 'wait' ? step.ms : LOOK_MS;
      if (step.kind === 'gone') return result('gone');
      if (step.kind === 'probe') {
        probe = probeAlive(findAlive);
        if (step.duplicate) answer = Promise.any([answer, request()]);
      }
      if (step.kind === 'conclude') {
        probe ??= probeAlive(findAlive);
        await probe.settled;
        return result(verdictOnSilence(probe.found));
      }
    }
  } catch {
    signal.throwIfAborted();
    return result('away');
  } finally {
    done.abort();
  }
}
