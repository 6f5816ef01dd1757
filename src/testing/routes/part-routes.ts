import { answer, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { type LibraryItem, versionOfPart } from '../library/library-item.ts';
import type { LibraryPart } from '../library/library-part.ts';
import { parseRange } from '../media/range.ts';
import { playbackIdOf } from '../state/live-resource.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';
import { overBandwidth } from './transcode-routes.ts';

const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  mkv: 'video/x-matroska',
  webm: 'video/webm',
};

/** Direct play: a file by byte ranges. */
export function addPartRoutes(app: Router, core: ServerCore): void {
  // Hono also answers HEAD by this route, without the body.
  app.get('/library/parts/:id/:stamp/:file', async (c) => {
    const facts = factsOf(c);
    const library = await core.library();
    const { item, part } = library.part(c.req.param('id')) ?? {};
    if (!item || !part || part.isMissing || part.stamp !== c.req.param('stamp')) {
      return errorPage(404);
    }
    const kbps = versionOfPart(item, part).bitrateKbps;
    const limit = core.faults.strike('bandwidth', facts, ({ aboveKbps }) => kbps > aboveKbps);
    if (limit) return overBandwidth(core, facts, kbps, limit);
    const denied = admit(core, facts, item, part);
    if (denied) {
      core.log.write(`Denying access due to ${denied}`, {
        requestId: facts.requestId,
        level: 'WARN',
      });
      return errorPage(503);
    }
    if (!part.direct) return errorPage(503);
    const bytes = await library.read(part.direct.file);
    return ranged(bytes, facts.range, TYPES[part.container] ?? 'application/octet-stream');
  });
}

/** Finds the stream of a request, or creates one where the generation allows it. Else returns an error answer. */
function admit(
  core: ServerCore,
  facts: RequestFacts,
  item: LibraryItem,
  part: LibraryPart,
): string | undefined {
  const { streaming } = core;
  const playbackId = playbackIdOf(facts);
  const present = streaming.resources.get(playbackId);
  if (present && present.guid === item.guid) {
    if (present.decided && present.decision === 'transcode') {
      return 'session lacking permission to direct play';
    }
    if (present.origin !== 'timeline') {
      streaming.begin(present, facts.requestId);
      present.fetchedAt = core.clock.now();
      return undefined;
    }
    // Without session identifiers all streams of a client have the same key, so the key does not identify the item.
  }
  const isEnded = facts.playbackId !== undefined && streaming.wasEnded(playbackId);
  if (isEnded && (!present || present.origin === 'timeline')) return 'terminated session';
  if (core.settings().generation === '1.43' || !part.direct) {
    return 'session lacking permission to direct play';
  }
  streaming.beginAdHoc(facts, item, 'directplay').fetchedAt = core.clock.now();
  return undefined;
}

function ranged(
  bytes: Uint8Array<ArrayBuffer>,
  header: string | undefined,
  contentType: string,
): Response {
  const size = bytes.byteLength;
  const range = parseRange(header, size);
  if (range === 'unsatisfiable') return errorPage(416, { 'Content-Range': `bytes */${size}` });
  const headers = { 'Accept-Ranges': 'bytes' };
  if (!range) return answer(bytes, contentType, { headers });
  return answer(bytes.subarray(range.start, range.end + 1), contentType, {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes ${range.start}-${range.end}/${size}` },
  });
}
