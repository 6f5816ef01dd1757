import { emptyAnswer, errorPage } from '../http/answers.ts';
import { pingLine } from '../log-lines.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';

const UNIVERSAL = '/:kind{video|music|audio|subtitles}/:/transcode/universal';

/** Ping and stop of transcodes. */
export function addJobRoutes(app: Router, core: ServerCore): void {
  app.get(`${UNIVERSAL}/ping`, (c) => {
    const facts = factsOf(c);
    const job = core.jobs.get(facts.transcodeId ?? '');
    if (!job) return errorPage(404);
    core.log.write(pingLine(job.transcodeId), { requestId: facts.requestId });
    const resource = core.streaming.resources.get(job.playbackId);
    if (resource) resource.pingedAt = core.clock.now();
    return emptyAnswer();
  });

  app.get(`${UNIVERSAL}/stop`, (c) => {
    const job = core.jobs.get(factsOf(c).transcodeId ?? '');
    if (!job) return errorPage(404);
    core.jobs.stop(job);
    // It takes effect after the answer, as with Plex. The clock is not read again, since a timer may fire a fraction of a
    // millisecond early.
    void core.clock.wait(core.settings().stopDelayMs).then(() => {
      if (core.jobs.get(job.transcodeId) === job)
        core.streaming.endJob(job, undefined, job.stopsAt);
    });
    return emptyAnswer();
  });
}
