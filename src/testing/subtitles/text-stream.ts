import type { VirtualClock } from '../virtual-clock.ts';
import type { Cue, SubtitleFormat } from './cue.ts';
import { header, row } from './write-cues.ts';

/** Text that a server takes out of a media file while it reads through it. */
export interface TextReading {
  readonly format: SubtitleFormat;
  readonly cues: readonly Cue[];
  /** Position where the server begins to read, in milliseconds. Texts that end before are left out. */
  readonly fromMs: number;
  /** Whether times count from the start of the item, not from `fromMs`. */
  readonly copiesTimes: boolean;
  /** Milliseconds until the server has come to a position; 0 if it is there. */
  waitFor(positionMs: number): number;
  /** Whether somebody ended it. */
  isGone(): boolean;
}

/** The longest wait until it is checked again whether the reading goes on. Milliseconds. */
const LONGEST_WAIT_MS = 1000;

/** The text in pieces, each as soon as the server has read it. Ends early with the reading. */
export function textStream(
  { format, cues, fromMs, copiesTimes, waitFor, isGone }: TextReading,
  clock: VirtualClock,
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const shown = cues.filter(({ endMs }) => endMs > fromMs);
  const shift = copiesTimes ? 0 : fromMs;
  let at = -1;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (at < 0) {
          at = 0;
          const first = header(format);
          if (first !== '') return controller.enqueue(encoder.encode(first));
        }
        const next = shown[at];
        if (!next || !(await untilRead(next.startMs))) return controller.close();
        let piece = '';
        for (let cue = shown[at]; cue && waitFor(cue.startMs) <= 0; cue = shown[at]) {
          at += 1;
          piece += row(format, shifted(cue, shift), at);
        }
        controller.enqueue(encoder.encode(piece));
      },
    },
    // Nothing is read ahead.
    { highWaterMark: 0 },
  );

  /** Waits until the server has read a position. Returns false if it never will. */
  async function untilRead(positionMs: number): Promise<boolean> {
    while (!isGone() && !signal.aborted) {
      const missing = waitFor(positionMs);
      if (missing <= 0) return true;
      await clock.wait(Math.min(missing, LONGEST_WAIT_MS), signal);
    }
    return false;
  }
}

function shifted(cue: Cue, byMs: number): Cue {
  return byMs === 0
    ? cue
    : { ...cue, startMs: Math.max(0, cue.startMs - byMs), endMs: cue.endMs - byMs };
}
