import { segmentFiles } from '../decision/segment-files.ts';
import { answer, container, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { buildMpd } from '../media/mpd.ts';
import { playbackIdOf } from '../state/live-resource.ts';
import {
  type Asked,
  cannotDecide,
  createUuid,
  readAskedItem,
  startedResource,
  verdictOn,
} from './asked-item.ts';
import { addJobRoutes } from './job-routes.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';
import { showItem } from './show-item.ts';

const UNIVERSAL = '/:kind{video|music|audio}/:/transcode/universal';

/** Decision and start of the universal transcoder; then ping and stop of its jobs. */
export function addTranscodeRoutes(app: Router, core: ServerCore): void {
  app.get(`${UNIVERSAL}/decision`, async (c) => {
    const facts = factsOf(c);
    const asked = await readAskedItem(core, facts);
    if (asked instanceof Response) return asked;
    const { item, version, source, query } = asked;
    for (const { level, text } of query.problems) {
      core.log.write(text, { requestId: facts.requestId, level });
    }
    const verdict = verdictOn(core, asked);
    const { decision, codes } = verdict;
    const kbps = Math.min(version.bitrateKbps, query.capKbps ?? Number.POSITIVE_INFINITY);
    const limit = core.faults.strike('bandwidth', facts, ({ aboveKbps }) => kbps > aboveKbps);
    if (limit) return overBandwidth(core, facts, kbps, limit);
    const resource = decision && core.streaming.decide(facts, item, decision);
    const converted = verdict.converted && {
      ...verdict.converted,
      ...(core.settings().otherContainer && { container: 'mkv' }),
    };
    const shown = showItem(core, facts, item, {
      verdict: { decision, version, source, converted },
      choiceOf: () => asked.choice,
    });
    return container(facts, {
      allowSync: true,
      identifier: 'com.plexapp.plugins.library',
      librarySectionID: shown.librarySectionID,
      ...codes,
      resourceSession: resource?.playbackId,
      size: 1,
      Metadata: [shown],
    });
  });

  app.get(`${UNIVERSAL}/start.mpd`, async (c) => {
    const started = await start(core, c, 'dash');
    if (started instanceof Response) return started;
    const { source, library, transcodeId, files } = started;
    const tracks = await Promise.all(files.map((file) => library.fragmented(file)));
    const mpd = buildMpd({ session: transcodeId, durationMs: source.durationMs, tracks });
    return answer(mpd, 'application/dash+xml');
  });

  for (const name of ['start.mp3', 'start']) {
    app.get(`${UNIVERSAL}/${name}`, async (c) => {
      const started = await start(core, c, 'http');
      if (started instanceof Response) return started;
      const { source, library, query } = started;
      const whole = await library.read(source.direct?.file ?? '');
      const resource = core.streaming.resources.get(playbackIdOf(factsOf(c)));
      if (resource) resource.fetchedAt = core.clock.now();
      const share = (query.offsetSeconds * 1000) / source.fileDurationMs;
      const from = Math.floor(share * whole.byteLength);
      return chunked(whole.subarray(Math.min(from, whole.byteLength)), 'audio/mpeg');
    });
  }

  app.get(`${UNIVERSAL}/start.m3u8`, (c) => {
    core.log.write('There is no HLS here.', { requestId: factsOf(c).requestId, level: 'ERROR' });
    const words =
      'coplay: the emulated server has no HLS. Ask for start.mpd, or for start.mp3 of a track.';
    return answer(words, 'text/plain', { status: 400 });
  });

  addJobRoutes(app, core);
}

/** Finds or creates the stream and the job of a start request. Returns an error answer if it may not start. */
async function start(
  core: ServerCore,
  context: RouteContext,
  protocol: 'dash' | 'http',
): Promise<(Asked & Started) | Response> {
  const facts = factsOf(context);
  const asked = await readAskedItem(core, facts);
  if (asked instanceof Response) return asked;
  const { item, source } = asked;
  const query = { ...asked.query, protocol, directPlay: false, vouches: false };
  const { converted } = verdictOn(core, { ...asked, query });
  if (!converted) return errorPage(400);
  const transcodeId = facts.transcodeId ?? createUuid();
  if (!core.jobs.get(transcodeId) && core.rapidStarts.refuses(facts.clientIdentifier))
    return cannotDecide(core, facts, 'this client starts too many transcodes');
  const resource = startedResource(core, facts, item);
  if (!resource) return cannotDecide(core, facts, 'no decision was asked for this session');
  const files = protocol === 'dash' ? segmentFiles(source, converted) : [];
  const { mediaIndex = 0 } = query;
  const request = { ...query, transcodeId, mediaIndex, files };
  const job = core.jobs.start(resource, request, facts.requestId);
  job.hint = query.autoAdjusts ? converted : undefined;
  return { ...asked, query, transcodeId, files };
}

interface Started {
  readonly transcodeId: string;
  /** The files of its segments, in the order of the representations. */
  readonly files: readonly string[];
}

/** The answer for a bitrate above the limit, with its log line. */
export function overBandwidth(
  core: ServerCore,
  facts: RequestFacts,
  kbps: number,
  limit: { readonly aboveKbps: number; readonly status?: number | undefined },
): Response {
  const text = `Bandwidth exceeded: ${kbps} kbps > ${limit.aboveKbps} kbps`;
  core.log.write(text, { requestId: facts.requestId, level: 'WARN' });
  return answer(text, 'text/plain', { status: limit.status ?? 500 });
}

/** A body in pieces and of unknown length, like that of a running transcode. */
function chunked(bytes: Uint8Array<ArrayBuffer>, contentType: string): Response {
  const piece = 64 * 1024;
  let at = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': contentType, 'Accept-Ranges': 'none', 'X-Plex-Protocol': '1.0' },
  });
}
