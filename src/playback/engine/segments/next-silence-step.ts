import type { SegmentVerdict } from './segment-verdict.ts';

/** Without a byte for this long, the answer is given up. Milliseconds. */
const SILENT_MS = 10_000;
/** Silence for this long is looked into. Milliseconds. */
export const SUSPICIOUS_MS = 1_000;
/** How often a silent request is looked at. Milliseconds. */
export const LOOK_MS = 200;
/** Pause between two questions whether the transcode is alive. Milliseconds. */
const PROBE_EVERY_MS = 2_000;
/** When both requests are silent and the buffer is short, the session is given up after this. Milliseconds. */
const EARLY_MS = 2_000;
/** With this much buffered, the viewer does not notice a new session. Seconds. */
const SPARE_SECONDS = 5;

/** A download is given this long before its rate is judged. Milliseconds. */
const RATE_MS = 10_000;
/** At this part of the bitrate nothing can be played: a segment takes 20 times as long as it plays. */
const LEAST_RATE = 1 / 20;
/** The least rate where the bitrate is not known. Bytes per second. */
const LEAST_BYTES = 500;
/** However long its segment plays, and however much is buffered, a download ends after this. Milliseconds. */
const LONGEST_MS = 60_000;

export interface SilenceFacts {
  /** Time since the last byte. Milliseconds. */
  readonly silentMs: number;
  /** Time since the request. Milliseconds. */
  readonly elapsedMs: number;
  readonly receivedBytes: number;
  /** Bitrate of the track, in bytes per second; 0 if it is not known. */
  readonly bytesPerSecond: number;
  /** Whether the answer should have arrived at once, see `SegmentRouter.expectsSoon`. */
  readonly isDue: boolean;
  /** How long the buffered media last. Seconds of the clock; Infinity while paused. */
  readonly secondsReady: number;
  /** The last question whether the transcode is alive, and how long ago it was sent. Milliseconds. */
  readonly probe:
    | {
        readonly found: 'alive' | 'gone' | undefined;
        readonly isSettled: boolean;
        readonly ageMs: number;
      }
    | undefined;
}

export type SilenceStep =
  /** Look again after `ms` milliseconds. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Ask whether the transcode is alive; with `duplicate`, also request the segment on a second connection. */
  | { readonly kind: 'probe'; readonly duplicate: boolean }
  /** The session is dead or stuck. */
  | { readonly kind: 'gone' }
  /** Bytes arrive, but too few to play. */
  | { readonly kind: 'slow' }
  /** Give the answer up. {@link verdictOnSilence} judges by the last probe. */
  | { readonly kind: 'conclude' };

const wait: SilenceStep = { kind: 'wait', ms: LOOK_MS };

/**
 * What to do while a segment request is pending. Pure.
 *
 * A slow download may take its time while bytes arrive, unless so few arrive that nothing can be played. Without a byte the
 * connection may be lost, or the transcoder stuck or dead; an encoder that starts up or catches up after a seek is silent as well.
 */
export function nextSilenceStep(facts: SilenceFacts): SilenceStep {
  const { silentMs, isDue, secondsReady, probe } = facts;
  if (silentMs >= SILENT_MS) return { kind: 'conclude' };
  if (isTooSlow(facts)) return { kind: 'slow' };
  if (silentMs < SUSPICIOUS_MS) return { kind: 'wait', ms: SUSPICIOUS_MS - silentMs };
  if (!probe) return { kind: 'probe', duplicate: isDue };
  if (probe.found === 'gone') return { kind: 'gone' };
  if (!isDue) {
    // An encoder may take its time, and die meanwhile.
    const isOld = probe.isSettled && probe.ageMs >= PROBE_EVERY_MS;
    return isOld ? { kind: 'probe', duplicate: false } : wait;
  }
  const isEarly = silentMs >= EARLY_MS && secondsReady < SPARE_SECONDS;
  return isEarly && probe.found === 'alive' ? { kind: 'gone' } : wait;
}

function isTooSlow({
  elapsedMs,
  receivedBytes,
  bytesPerSecond,
  secondsReady,
}: SilenceFacts): boolean {
  if (elapsedMs >= LONGEST_MS) return true;
  // Before the first byte it is silence.
  if (receivedBytes === 0 || elapsedMs < RATE_MS || secondsReady >= SPARE_SECONDS) return false;
  const least = bytesPerSecond > 0 ? bytesPerSecond * LEAST_RATE : LEAST_BYTES;
  return receivedBytes < (least * elapsedMs) / 1000;
}

/** The verdict on a request without an answer, by the last answer of the server about the transcode. */
export function verdictOnSilence(found: 'alive' | 'gone' | undefined): SegmentVerdict {
  if (found === undefined) return 'away';
  return found === 'alive' ? 'silent' : 'gone';
}
