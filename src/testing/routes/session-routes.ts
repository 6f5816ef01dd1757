import { container, emptyAnswer, errorPage } from '../http/answers.ts';
import type { Json } from '../library/item-view.ts';
import { type EncoderJob, encoderHead } from '../state/encoder-job.ts';
import { CLIENT_STOPPED } from '../state/idle.ts';
import type { LiveResource } from '../state/live-resource.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';
import { showItem } from './show-item.ts';

/** Sessions, transcodes and devices, as the dashboard shows and ends them. */
export function addSessionRoutes(app: Router, core: ServerCore): void {
  const { streaming } = core;

  app.get('/status/sessions', async (c) => {
    const library = await core.library();
    const rows = [...streaming.resources.values()].filter(hasRow).map((resource) => {
      const item = library.itemOfGuid(resource.guid);
      return {
        ...(item &&
          showItem(core, factsOf(c), item, {
            played: { ...core.playStates.of(item.guid), viewOffset: resource.timeMs },
          })),
        sessionKey: resource.sessionKey,
        User: { id: '1', title: core.userName, thumb: '' },
        Player: playerJson(resource),
        Session: { id: resource.playbackId, bandwidth: resource.kbps, location: 'lan' },
        ...transcodeOf(core, resource),
      };
    });
    return container(factsOf(c), { Metadata: rows });
  });

  app.on(['GET', 'POST'], '/status/sessions/terminate', (c) => {
    const facts = factsOf(c);
    const id = facts.query.get('sessionId');
    if (!id) return errorPage(403);
    const resource = streaming.resources.get(id);
    if (!resource) return errorPage(404);
    const reason = facts.query.get('reason') || 'The server owner has ended this playback.';
    terminateByAdmin(core, resource, reason, facts.requestId);
    return emptyAnswer();
  });

  app.post('/status/sessions/close', (c) => {
    const facts = factsOf(c);
    const resource = streaming.resources.get(facts.playbackId ?? '');
    if (!resource) return errorPage(404);
    streaming.end(resource, CLIENT_STOPPED, facts.requestId);
    return emptyAnswer();
  });

  app.get('/status/sessions/history/all', (c) =>
    container(factsOf(c), { totalSize: 0, Metadata: [] }),
  );

  const transcodes = (c: RouteContext) => {
    const rows = core.jobs.all().map((job) => transcodeJson(core, job));
    return container(factsOf(c), { size: rows.length, TranscodeSession: rows });
  };
  app.get('/transcode/sessions', transcodes);

  app.delete('/transcode/sessions/:id', (c) => {
    const job = core.jobs.get(c.req.param('id'));
    if (!job) return errorPage(404);
    streaming.endJob(job, factsOf(c).requestId);
    return emptyAnswer(204);
  });

  app.get('/devices', (c) => {
    const rows = core.devices.all().map((device, at) => ({
      id: at + 1,
      name: device.name,
      product: device.product,
      platform: device.platform,
      clientIdentifier: device.clientIdentifier,
      createdAt: Math.floor(device.firstSeen / 1000),
    }));
    return container(factsOf(c), { Device: rows });
  });
}

/** Ends a stream as the owner does from the dashboard. */
export function terminateByAdmin(
  core: ServerCore,
  resource: LiveResource,
  reason: string,
  requestId: string | undefined,
): void {
  const text = `Admin terminated playback with reason: ${reason}`;
  core.streaming.terminate(resource, reason, text, requestId);
}

/** Whether the dashboard shows a stream: direct play after its first report, a transcode as soon as it runs. */
function hasRow(resource: LiveResource): boolean {
  return (
    resource.reportedAt !== undefined ||
    (resource.decision === 'transcode' && resource.startedAt !== undefined)
  );
}

function playerJson(resource: LiveResource): Json {
  const { platform, product, deviceName } = resource.caller;
  const idle = resource.state === 'decided' || resource.state === 'starting';
  return {
    address: '127.0.0.1',
    local: true,
    relayed: false,
    secure: false,
    machineIdentifier: resource.clientIdentifier,
    platform,
    product,
    title: deviceName || product,
    state: idle ? 'buffering' : resource.state,
    userID: 1,
  };
}

function transcodeOf(core: ServerCore, resource: LiveResource): Json {
  const job = core.jobs.all().findLast((one) => one.playbackId === resource.playbackId);
  return job ? { TranscodeSession: transcodeJson(core, job) } : {};
}

function transcodeJson(core: ServerCore, job: EncoderJob): Json {
  const durationMs = core.streaming.resources.get(job.playbackId)?.durationMs ?? 0;
  const seconds = durationMs / 1000;
  const speed = core.settings().encoderSpeed;
  const head = Math.min(seconds, encoderHead(job, speed, core.clock.now()));
  const music = job.kind !== 'video';
  return {
    key: `/transcode/sessions/${job.transcodeId}`,
    throttled: false,
    complete: head >= seconds,
    progress: seconds > 0 ? Math.round((head / seconds) * 1000) / 10 : 0,
    size: -22,
    speed,
    error: false,
    duration: durationMs,
    context: 'streaming',
    ...(!music && { sourceVideoCodec: 'hevc', videoDecision: 'transcode', videoCodec: 'vp9' }),
    sourceAudioCodec: music ? 'flac' : 'dca',
    audioDecision: 'transcode',
    audioCodec: 'opus',
    audioChannels: 2,
    protocol: 'dash',
    container: 'mp4',
    transcodeHwRequested: false,
    timeStamp: job.startedAt / 1000,
    minOffsetAvailable: job.offsetSeconds,
    maxOffsetAvailable: head,
  };
}
