import { answer, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { sourceOf, versionOf } from '../library/library-item.ts';
import { type EncoderJob, jump, waitForSegment, wasMade } from '../state/encoder-job.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';

/** Delay of the answer to a segment of a transcode that has ended. Milliseconds. */
const DEAD_MS = 100;
/** Delay with the setting `hang`, as in public reports. Milliseconds. */
const HANG_MS = 45_000;

const SESSION = '/:kind{video|music|audio}/:/transcode/universal/session/:session/:track{[0-9]+}';

/** Initialisation and media segments of running transcodes. */
export function addSegmentRoutes(app: Router, core: ServerCore): void {
  app.get(`${SESSION}/header`, (c) => serve(core, c, undefined));
  app.get(`${SESSION}/:file{[0-9]+\\.m4s}`, (c) =>
    serve(core, c, Number.parseInt(c.req.param('file') ?? '', 10)),
  );
}

/** Answers a segment. `segment` is undefined for the initialisation segment. */
async function serve(
  core: ServerCore,
  context: RouteContext,
  segment: number | undefined,
): Promise<Response> {
  const facts = factsOf(context);
  const { streaming, clock } = core;
  const id = facts.transcodeId ?? '';
  const job = core.jobs.get(id);
  if (!job) return deadSegment(core, id, facts.signal);
  const library = await core.library();
  const item = library.itemOfGuid(job.guid);
  const source = item && sourceOf(versionOf(item, job.mediaIndex), job.partIndex);
  const name = job.files[Number(context.req.param('track'))];
  if (!source || name === undefined) return errorPage(404);
  const file = await library.fragmented(name);
  const endMs = Math.max(source.durationMs, source.fileDurationMs);
  if (segment !== undefined && segment * 1000 >= endMs) return errorPage(404);

  const ready = await untilMade(core, job, segment ?? 0, facts);
  if (core.jobs.get(id) !== job) return deadSegment(core, id, facts.signal);
  if (ready !== 'ready') return ready === 'empty' ? noBytes() : errorPage(404);
  const resource = streaming.resources.get(job.playbackId);
  if (resource) resource.fetchedAt = clock.now();
  if (segment === undefined) return answer(file.init, contentType(file.kind));

  // The encoder started at the offset: earlier segments do not exist.
  if (segment < Math.floor(job.offsetSeconds) && !wasMade(job, segment)) return noBytes();
  job.segmentsServed += 1;
  core.changed();
  const count = Math.min(file.segments.length, Math.ceil(source.fileDurationMs / 1000));
  const left = count - segment;
  const struck = core.faults.strike('empty-segments', facts, ({ last }) => left <= (last ?? left));
  if (struck) return noBytes();
  const bytes = left > 0 ? file.segments[segment] : undefined;
  return bytes ? answer(bytes, contentType(file.kind)) : noBytes();
}

/** The answer to a segment of a transcode that has ended or never existed. */
async function deadSegment(
  { clock, jobs, settings }: ServerCore,
  transcodeId: string,
  signal: AbortSignal,
): Promise<Response> {
  const kind = jobs.wasThere(transcodeId) ? settings().deadSegments : '404';
  await clock.wait(kind === 'hang' ? HANG_MS : DEAD_MS, signal);
  if (kind === 'empty') return noBytes();
  return kind === 'stub' ? answer(stub(), 'video/mp4') : errorPage(404);
}

/** 78 bytes that start like a segment. */
function stub(): Uint8Array<ArrayBuffer> {
  const box = new Uint8Array(78);
  box[3] = box.byteLength;
  box.set(new TextEncoder().encode('stypmsdh'), 4);
  return box;
}

/** Waits until the encoder reaches the segment, dies, or takes too long. */
async function untilMade(
  core: ServerCore,
  job: EncoderJob,
  segment: number,
  { requestId, signal }: RequestFacts,
): Promise<'ready' | 'empty' | 'gone'> {
  const { clock } = core;
  const { encoderSpeed, seekHangMs, fastSeekRestarts, warmUp } = core.settings();
  if (clock.now() < job.warmUntil && warmUp === 'empty') return 'empty';
  if (wasMade(job, segment)) return 'ready';
  const missing = () => waitForSegment(job, segment, encoderSpeed, clock.now());
  const warming = Math.max(0, job.warmUntil - clock.now());
  const far = missing() - warming > seekHangMs;
  const jumps = far && fastSeekRestarts && job.fastSeek;
  if (jumps) jump(job, segment, encoderSpeed, clock.now());
  const hangs = far && !jumps;
  await clock.wait(hangs ? seekHangMs : missing(), signal);
  if (core.jobs.get(job.transcodeId) !== job) return 'gone';
  if (hangs) {
    core.log.write('Timed out waiting for segment.', { requestId, level: 'WARN' });
    return 'gone';
  }
  return 'ready';
}

function contentType(kind: 'video' | 'audio'): string {
  return kind === 'video' ? 'video/mp4' : 'audio/mp4';
}

function noBytes(): Response {
  return answer(new Uint8Array(0), 'video/mp4');
}
