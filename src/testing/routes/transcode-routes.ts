import { answer, container, emptyAnswer, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Library } from '../library/library.ts';
import type { LibraryItem } from '../library/library-item.ts';
import { itemJson } from '../library/metadata-json.ts';
import { pingLine } from '../log-lines.ts';
import { buildMpd } from '../media/mpd.ts';
import { type LiveResource, playbackIdOf } from '../state/live-resource.ts';
import { decide, readTranscodeQuery, type TranscodeQuery } from './decide.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';

const UNIVERSAL = '/:kind{video|music|audio}/:/transcode/universal';

/** Decision, start, ping and stop of the universal transcoder. */
export function addTranscodeRoutes(app: Router, core: ServerCore): void {
  app.get(`${UNIVERSAL}/decision`, async (c) => {
    const facts = factsOf(c);
    const asked = await readRequestedItem(core, facts);
    if (asked instanceof Response) return asked;
    const { item, query } = asked;
    const verdict = decide(item, query);
    const { decision, ...codes } = verdict;
    const kbps = Math.min(item.bitrateKbps, query.capKbps ?? Number.POSITIVE_INFINITY);
    const limit = core.faults.strike('bandwidth', facts, ({ aboveKbps }) => kbps > aboveKbps);
    if (limit) return overBandwidth(core, facts, kbps, limit);
    const resource = decision && core.streaming.decide(facts, item, decision);
    return container(facts, {
      allowSync: true,
      identifier: 'com.plexapp.plugins.library',
      librarySectionID: item.kind === 'video' ? 1 : 2,
      ...codes,
      resourceSession: resource?.playbackId,
      size: 1,
      Metadata: [
        itemJson(
          item,
          core.playStates.of(item.guid),
          decision && { decision, protocol: decision === 'directplay' ? 'http' : query.protocol },
        ),
      ],
    });
  });

  app.get(`${UNIVERSAL}/start.mpd`, async (c) => {
    const started = await start(core, c, 'dash');
    if (started instanceof Response) return started;
    const { item, library, transcodeId } = started;
    const tracks = await Promise.all((item.dash ?? []).map((file) => library.fragmented(file)));
    const mpd = buildMpd({ session: transcodeId, durationMs: item.durationMs, tracks });
    return answer(mpd, 'application/dash+xml');
  });

  for (const name of ['start.mp3', 'start']) {
    app.get(`${UNIVERSAL}/${name}`, async (c) => {
      const started = await start(core, c, 'http');
      if (started instanceof Response) return started;
      const { item, library, query } = started;
      const whole = await library.read(item.direct?.file ?? '');
      const resource = core.streaming.resources.get(playbackIdOf(factsOf(c)));
      if (resource) resource.fetchedAt = core.clock.now();
      const share = (query.offsetSeconds * 1000) / item.fileDurationMs;
      const from = Math.floor(share * whole.byteLength);
      return chunked(whole.subarray(Math.min(from, whole.byteLength)), 'audio/mpeg');
    });
  }

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

interface Asked {
  readonly item: LibraryItem;
  readonly library: Library;
  readonly query: TranscodeQuery;
}

async function readRequestedItem(core: ServerCore, facts: RequestFacts): Promise<Asked | Response> {
  const query = readTranscodeQuery(facts);
  if (typeof query === 'string') return cannotDecide(core, facts, query);
  const library = await core.library();
  const item = library.item(query.ratingKey);
  return item ? { item, library, query } : errorPage(404);
}

/** Finds or creates the stream and the job of a start request. Returns an error answer if it may not start. */
async function start(
  core: ServerCore,
  context: RouteContext,
  protocol: 'dash' | 'http',
): Promise<(Asked & { readonly transcodeId: string }) | Response> {
  const facts = factsOf(context);
  const asked = await readRequestedItem(core, facts);
  if (asked instanceof Response) return asked;
  const { item } = asked;
  const query = { ...asked.query, protocol, directPlay: false };
  if (decide(item, query).decision !== 'transcode') return errorPage(400);
  const transcodeId = facts.transcodeId ?? createUuid();
  if (!core.jobs.get(transcodeId) && core.rapidStarts.refuses(facts.clientIdentifier))
    return cannotDecide(core, facts, 'this client starts too many transcodes');
  const resource = startedResource(core, facts, item);
  if (!resource) return cannotDecide(core, facts, 'no decision was asked for this session');
  core.jobs.start(resource, { transcodeId, ...query }, facts.requestId);
  return { ...asked, query, transcodeId };
}

function cannotDecide(core: ServerCore, facts: RequestFacts, why: string): Response {
  const text = `Cannot make a decision because ${why}.`;
  core.log.write(text, { requestId: facts.requestId, level: 'ERROR' });
  return errorPage(400);
}

function startedResource(
  core: ServerCore,
  facts: RequestFacts,
  item: LibraryItem,
): LiveResource | undefined {
  const { streaming } = core;
  const present = streaming.resources.get(playbackIdOf(facts));
  if (present?.decided && present.guid === item.guid) {
    present.decision = 'transcode';
    streaming.begin(present, facts.requestId);
    return present;
  }
  if (core.settings().generation === '1.43') return undefined;
  return streaming.beginAdHoc(facts, item, 'transcode');
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

/** Version 4. `crypto.randomUUID` is missing on plain http pages. */
function createUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
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
