import { exitLine, killLines, sessionFoundLine, sessionStartedLine } from '../log-lines.ts';
import type { ServerLog } from '../server-log.ts';
import type { PlexServerSettings } from '../server-options.ts';
import type { EncoderJob } from './encoder-job.ts';
import type { LiveResource } from './live-resource.ts';

/** The running transcodes, by their `session`. */
export interface EncoderJobs {
  all(): EncoderJob[];
  get(transcodeId: string): EncoderJob | undefined;
  /** Starts a job. The same `session` and files of an item are the same job; others replace the job. */
  start(resource: LiveResource, job: JobRequest, requestId: string | undefined): EncoderJob;
  /** Accepts a `stop`, which takes effect after a delay. */
  stop(job: EncoderJob): void;
  kill(job: EncoderJob, requestId: string | undefined, time: number): void;
  /** Ends a job. Returns whether it was running. */
  wasThere(transcodeId: string): boolean;
  /** Forgets all jobs. Running ones have to be killed before. */
  clear(): void;
}

export interface JobRequest {
  readonly transcodeId: string;
  readonly offsetSeconds: number;
  readonly fastSeek: boolean;
  readonly mediaIndex: number;
  readonly partIndex: number | undefined;
  readonly files: readonly string[];
}

export interface EncoderJobsParts {
  readonly now: () => number;
  readonly settings: () => PlexServerSettings;
  readonly log: ServerLog;
  readonly changed: () => void;
}

export function createEncoderJobs({ now, settings, log, changed }: EncoderJobsParts): EncoderJobs {
  const jobs = new Map<string, EncoderJob>();
  const gone = new Set<string>();
  const dying: { readonly processId: number; readonly time: number }[] = [];
  let processId = 352_718;

  function reap(): void {
    for (const { processId, time } of dying.splice(0)) log.write(exitLine(processId), { time });
  }

  function kill(job: EncoderJob, requestId: string | undefined, time: number): void {
    if (jobs.get(job.transcodeId) !== job) return;
    jobs.delete(job.transcodeId);
    gone.add(job.transcodeId);
    for (const line of killLines(job.processId, job.transcodeId)) {
      log.write(line, { requestId, time });
    }
    // The log reports the end of the process a moment later, after the lines of the request.
    dying.push({ processId: job.processId, time });
    queueMicrotask(reap);
    changed();
  }

  return {
    all: () => [...jobs.values()],
    get: (transcodeId) => jobs.get(transcodeId),
    start(resource, request, requestId) {
      const { transcodeId, offsetSeconds, fastSeek, mediaIndex, partIndex, files } = request;
      const present = jobs.get(transcodeId);
      const same =
        present?.guid === resource.guid &&
        present.playbackId === resource.playbackId &&
        present.mediaIndex === mediaIndex &&
        present.partIndex === partIndex &&
        present.files.join() === files.join();
      if (present && same) return present;
      if (present) kill(present, requestId, now());
      gone.delete(transcodeId);
      processId += 1;
      const job: EncoderJob = {
        transcodeId,
        playbackId: resource.playbackId,
        guid: resource.guid,
        ratingKey: resource.ratingKey,
        kind: resource.kind,
        mediaIndex,
        partIndex,
        files,
        processId,
        startedAt: now(),
        warmUntil: now() + settings().warmUpMs,
        runningSince: now(),
        fastSeek,
        offsetSeconds,
        made: [],
        segmentsServed: 0,
        hint: undefined,
        stopsAt: undefined,
        sparesResource: false,
      };
      jobs.set(transcodeId, job);
      const where = { requestId: requestId && `${requestId}/Transcode` };
      log.write(sessionFoundLine(transcodeId), where);
      log.write(sessionStartedLine(transcodeId), where);
      changed();
      return job;
    },
    stop(job) {
      job.stopsAt ??= now() + settings().stopDelayMs;
      changed();
    },
    kill,
    wasThere: (transcodeId) => gone.has(transcodeId),
    clear() {
      reap();
      jobs.clear();
      gone.clear();
      changed();
    },
  };
}
