import type { Job, MediaKind } from '../server-snapshot.ts';

/** Time that an encoder takes to jump with `fastSeek`. Milliseconds. */
const FAST_SEEK_MS = 180;

/** A transcode. Nothing runs: the progress of its encoder is computed from the time. */
export interface EncoderJob {
  readonly transcodeId: string;
  readonly playbackId: string;
  /** The item being converted, also after its rating key was replaced. */
  readonly guid: string;
  readonly ratingKey: string;
  readonly kind: MediaKind;
  /** The version that is converted. */
  readonly mediaIndex: number;
  /** The part that is converted. `undefined` for the whole version. */
  readonly partIndex: number | undefined;
  /** What is converted, in the order of the representations. A later choice of streams does not change it. */
  readonly files: readonly string[];
  readonly processId: number;
  readonly startedAt: number;
  readonly warmUntil: number;
  readonly fastSeek: boolean;
  offsetSeconds: number;
  /** The ranges encoded before jumps, in seconds. */
  readonly made: (readonly [from: number, to: number])[];
  /** Time of the start, or of the last jump. */
  runningSince: number;
  segmentsServed: number;
  /** When an accepted `stop` takes effect. */
  stopsAt: number | undefined;
  /** What a client that lets the server change the quality gets. `undefined` for others. */
  hint: { readonly kbps: number; readonly height: number | undefined } | undefined;
  /** Whether a new decision came after the stop was accepted: then the stream outlives this job. */
  sparesResource: boolean;
}

/** The position of the encoder in seconds. A segment is complete when the encoder has passed its end. */
export function encoderHead(job: EncoderJob, speed: number, now: number): number {
  const running = Math.max(0, now - Math.max(job.runningSince, job.warmUntil)) / 1000;
  return job.offsetSeconds + running * speed;
}

/** Moves the encoder to another position. Segments that are encoded stay available. */
export function jump(job: EncoderJob, toSeconds: number, speed: number, now: number): void {
  job.made.push([job.offsetSeconds, encoderHead(job, speed, now)]);
  job.offsetSeconds = toSeconds;
  job.runningSince = now + FAST_SEEK_MS;
}

/** Whether a segment was encoded before the last jump. */
export function wasMade({ made }: EncoderJob, segment: number): boolean {
  return made.some(([from, to]) => segment >= Math.floor(from) && segment <= to);
}

/** Milliseconds until segment n is available; 0 if it is. */
export function waitForSegment(
  job: EncoderJob,
  segment: number,
  speed: number,
  now: number,
): number {
  const warmUp = Math.max(0, job.warmUntil - now);
  const starting = Math.max(0, job.runningSince - Math.max(now, job.warmUntil));
  const missing = segment - encoderHead(job, speed, now);
  return warmUp + starting + (missing <= 0 ? 0 : (missing / speed) * 1000);
}

export function describeJob(job: EncoderJob): Job {
  const { transcodeId, playbackId, ratingKey, kind } = job;
  const { processId, offsetSeconds, startedAt, files, segmentsServed } = job;
  return {
    transcodeId,
    playbackId,
    ratingKey,
    kind,
    processId,
    offsetSeconds,
    startedAt,
    files,
    segmentsServed,
  };
}
