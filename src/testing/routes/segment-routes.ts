import { answer, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { type EncoderJob, jump, waitForSegment, wasMade } from '../state/encoder-job.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';

/** How long the server thinks about a segment of a transcode that is gone. */
const DEAD_MS = 100;
/** How long it hangs where it hangs, as seen in the wild. */
const HANG_MS = 45_000;

const SESSION = '/:kind{video|music|audio}/:/transcode/universal/session/:session/:track{[0-9]+}';

/** Init and media segments of running transcodes. */
export function addSegmentRoutes(app: Router, core: ServerCore): void {
  app.get(`${SESSION}/header`, (c) => serve(core, c, undefined));
  app.get(`${SESSION}/:file{[0-9]+\\.m4s}`, (c) =>
    serve(core, c, Number.parseInt(c.req.param('file') ?? '', 10)),
  );
}

/** `segment` is undefined for the header. */
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
  const name = item?.dash?.[Number(context.req.param('track'))];
  if (!item || name === undefined) return errorPage(404);
  const file = await library.fragmented(name);
  if (segment !== undefined && segment * 1000 >= item.durationMs) return errorPage(404);

  const ready = await untilMade(core, job, segment ?? 0, facts);
  if (core.jobs.get(id) !== job) return deadSegment(core, id, facts.signal);
  if (ready !== 'ready') return ready === 'empty' ? noBytes() : errorPage(404);
  const resource = streaming.resources.get(job.playbackId);
  if (resource) resource.fetchedAt = clock.now();
  if (segment === undefined) return answer(file.init, contentType(file.kind));

  // The encoder began at the offset: what lies before it was never made.
  if (segment < Math.floor(job.offsetSeconds) && !wasMade(job, segment)) return noBytes();
  job.segmentsServed += 1;
  core.changed();
  const left = file.segments.length - segment;
  const struck = core.faults.strike('empty-segments', facts, ({ last }) => left <= (last ?? left));
  if (struck) return noBytes();
  const bytes = file.segments[segment];
  return bytes ? answer(bytes, contentType(file.kind)) : noBytes();
}

/** What is left of a transcode that is gone, or never was. */
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

/** 78 bytes that look like the beginning of a segment. */
function stub(): Uint8Array<ArrayBuffer> {
  const box = new Uint8Array(78);
  box[3] = box.byteLength;
  box.set(new TextEncoder().encode('stypmsdh'), 4);
  return box;
}

/** Waits for the encoder. It may die, or turn out to be too far away. */
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
