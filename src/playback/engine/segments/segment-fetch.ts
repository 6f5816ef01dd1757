import { unlessAborted } from '../../../plex/unless-aborted.ts';
import { within } from '../../core/within.ts';
import type { SessionControl } from '../session-control.ts';
import { type AliveProbe, probeAlive } from './alive-probe.ts';
import { type Download, noAnswer, type SegmentAnswer } from './download.ts';
import { LOOK_MS, nextSilenceStep, SUSPICIOUS_MS, verdictOnSilence } from './next-silence-step.ts';
import { PendingDownload } from './pending-download.ts';
import type { SegmentRequest } from './segment-request.ts';
import type { SegmentRouter } from './segment-router.ts';
import { expectedSize } from './segment-size.ts';
import { type SegmentVerdict, verdictOf } from './segment-verdict.ts';

export interface Fetched extends SegmentAnswer {
  readonly verdict: SegmentVerdict;
  /** The session that was asked. */
  readonly from: string;
  /** When it was asked. Milliseconds. */
  readonly sentAt: number;
  /** Milliseconds. */
  readonly tookMs: number;
}

export interface SegmentFetchOptions extends Pick<SessionControl, 'findAlive'> {
  readonly signal: AbortSignal;
  /** How long the buffered media last. Seconds of the clock; Infinity while paused. */
  secondsReady(): number;
  readonly download: Download;
  /** A request that was sent before, if there was one for this URL. */
  prefetched(url: string): PendingDownload | undefined;
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
  const size = expectedSize(segment.bandwidth, segment.durationSeconds);
  const sentAt = performance.now();
  const request = () =>
    new PendingDownload(url, {
      download,
      signal: AbortSignal.any([signal, done.signal]),
      size,
      onBytes,
    });
  const result = (verdict: SegmentVerdict, answer: SegmentAnswer = noAnswer()): Fetched => ({
    ...answer,
    verdict,
    from,
    sentAt,
    tookMs: performance.now() - sentAt,
  });

  const downloads = [prefetched(url) ?? request()];
  let answer = unlessAborted(firstAnswer(downloads), signal);
  let probe: AliveProbe | undefined;
  try {
    // Most answers are complete before the first look.
    for (let waitMs = SUSPICIOUS_MS; ; ) {
      const got = await within(waitMs, answer);
      if (got) return result(verdictOf(segment.kind, got.status, got.body), got);
      const now = performance.now();
      const step = nextSilenceStep({
        silentMs: now - Math.max(sentAt, ...downloads.map(({ heardAt }) => heardAt)),
        elapsedMs: now - sentAt,
        receivedBytes: Math.max(...downloads.map(({ receivedBytes }) => receivedBytes)),
        bytesPerSecond: segment.bandwidth / 8,
        isDue,
        secondsReady: secondsReady(),
        probe: probe && {
          found: probe.found,
          isSettled: probe.isSettled,
          ageMs: now - probe.since,
        },
      });
      waitMs = step.kind === 'wait' ? step.ms : LOOK_MS;
      if (step.kind === 'gone' || step.kind === 'slow') return result(step.kind);
      if (step.kind === 'probe') {
        probe = probeAlive(findAlive);
        if (step.duplicate) {
          downloads.push(request());
          answer = unlessAborted(firstAnswer(downloads), signal);
        }
      }
      if (step.kind === 'conclude') {
        probe ??= probeAlive(findAlive);
        await probe.settled;
        return result(verdictOnSilence(probe.found));
      }
    }
  } catch {
    signal.throwIfAborted();
    return result(downloads.some(({ isOversize }) => isOversize) ? 'oversize' : 'away');
  } finally {
    done.abort();
  }
}

function firstAnswer(downloads: readonly PendingDownload[]): Promise<SegmentAnswer> {
  return Promise.any(downloads.map(({ answer }) => answer));
}
