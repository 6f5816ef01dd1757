import type { Job, MediaKind } from '../server-snapshot.ts';

/** How long an encoder takes to jump with `fastSeek`. */
const FAST_SEEK_MS = 180;

/** A transcode: how far its encoder has got is worked out from the time, nothing runs. */
export interface EncoderJob {
  readonly transcodeId: string;
  readonly playbackId: string;
  /** What it converts, whatever has become of its rating key since. */
  readonly guid: string;
  readonly ratingKey: string;
  readonly kind: MediaKind;
  readonly processId: number;
  readonly startedAt: number;
  readonly warmUntil: number;
  readonly fastSeek: boolean;
  offsetSeconds: number;
  /** What it had made before it jumped, from second to second. */
  readonly made: (readonly [from: number, to: number])[];
  /** From when the encoder counts: the start, or the last jump. */
  runningSince: number;
  segmentsServed: number;
  /** When an accepted `stop` takes effect. */
  stopsAt: number | undefined;
  /** The stream has been decided anew since the stop was accepted, so it goes on without this job. */
  sparesResource: boolean;
}

/** The seconds of media made so far; a segment is whole when the head has passed its end. */
export function encoderHead(job: EncoderJob, speed: number, now: number): number {
  const running = Math.max(0, now - Math.max(job.runningSince, job.warmUntil)) / 1000;
  return job.offsetSeconds + running * speed;
}

/** Moves the encoder to another place; what it has made stays. */
export function jump(job: EncoderJob, toSeconds: number, speed: number, now: number): void {
  job.made.push([job.offsetSeconds, encoderHead(job, speed, now)]);
  job.offsetSeconds = toSeconds;
  job.runningSince = now + FAST_SEEK_MS;
}

/** Whether a segment was there before the last jump. */
export function wasMade({ made }: EncoderJob, segment: number): boolean {
  return made.some(([from, to]) => segment >= Math.floor(from) && segment <= to);
}

/** Milliseconds until segment n is there; 0 when it is. */
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
  const { processId, offsetSeconds, startedAt, segmentsServed } = job;
  return {
    transcodeId,
    playbackId,
    ratingKey,
    kind,
    processId,
    offsetSeconds,
    startedAt,
    segmentsServed,
  };
}
