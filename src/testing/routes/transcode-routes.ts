import { decide, type Verdict } from '../decision/decide.ts';
import { readTranscodeQuery, type TranscodeQuery } from '../decision/transcode-query.ts';
import { answer, container, emptyAnswer, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Library } from '../library/library.ts';
import { type LibraryItem, type LibraryPart, sourceOf } from '../library/library-item.ts';
import { pingLine } from '../log-lines.ts';
import { buildMpd } from '../media/mpd.ts';
import { type LiveResource, playbackIdOf } from '../state/live-resource.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';
import { choiceOf, showItem } from './show-item.ts';

const UNIVERSAL = '/:kind{video|music|audio}/:/transcode/universal';

/** Decision, start, ping and stop of the universal transcoder. */
export function addTranscodeRoutes(app: Router, core: ServerCore): void {
  app.get(`${UNIVERSAL}/decision`, async (c) => {
    const facts = factsOf(c);
    const asked = await readRequestedItem(core, facts);
    if (asked instanceof Response) return asked;
    const { item, source, query } = asked;
    for (const { level, text } of query.problems) {
      core.log.write(text, { requestId: facts.requestId, level });
    }
    const verdict = verdictOn(core, facts, asked);
    const { decision, codes } = verdict;
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
      Metadata: [showItem(core, facts, item, { verdict: { ...verdict, source } })],
    });
  });

  app.get(`${UNIVERSAL}/start.mpd`, async (c) => {
    const started = await start(core, c, 'dash');
    if (started instanceof Response) return started;
    const { source, library, transcodeId } = started;
    const tracks = await Promise.all((source.dash ?? []).map((file) => library.fragmented(file)));
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
  /** The part that is asked for, or all of them joined. */
  readonly source: LibraryPart;
  readonly library: Library;
  readonly query: TranscodeQuery;
}

async function readRequestedItem(core: ServerCore, facts: RequestFacts): Promise<Asked | Response> {
  const query = readTranscodeQuery(facts);
  if (typeof query === 'string') return cannotDecide(core, facts, query);
  const library = await core.library();
  const item = library.item(query.ratingKey);
  if (!item) return errorPage(404);
  const { mediaIndex = 0, partIndex } = query;
  if (mediaIndex > 0 || (partIndex ?? 0) >= item.parts.length)
    return cannotDecide(core, facts, 'the item has no such version or part');
  const source = sourceOf(item, partIndex);
  const isShown = query.subtitles === 'auto' && choiceOf(core, facts, source).subtitle;
  if (query.vouches && isShown)
    return cannotDecide(core, facts, 'direct play and subtitles=auto exclude each other');
  return { item, source, library, query };
}

function verdictOn(core: ServerCore, facts: RequestFacts, asked: Asked): Verdict {
  const { availableKbps } = core.settings();
  const choice = choiceOf(core, facts, asked.source);
  return decide({ ...asked, choice, availableKbps: availableKbps || undefined });
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
  const query = { ...asked.query, protocol, directPlay: false, vouches: false };
  if (verdictOn(core, facts, { ...asked, query }).decision !== 'transcode') return errorPage(400);
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
