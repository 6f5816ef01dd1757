import { container, emptyAnswer, errorPage } from '../http/answers.ts';
import { decodedUri } from '../http/decoded-uri.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Json } from '../library/item-view.ts';
import type { Library } from '../library/library.ts';
import type { LibraryItem } from '../library/library-item.ts';
import { watchedFrom } from '../library/watched-from.ts';
import { timelineLine } from '../log-lines.ts';
import type { ResourceState } from '../server-snapshot.ts';
import { CLIENT_STOPPED } from '../state/idle.ts';
import { type LiveResource, playbackIdOf } from '../state/live-resource.ts';
import { leavesOf } from './list-routes.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';

/** Timeline reports, and marking as watched or not. */
export function addTimelineRoutes(app: Router, core: ServerCore): void {
  app.on(['GET', 'POST'], '/:/timeline', async (c) => {
    const params = await parametersOf(c);
    const facts = withIds(factsOf(c), params);
    core.devices.note(facts);
    const report = readReport(params);
    if (!report) return errorPage(400);
    const item = await reportedItem(core, facts, report);
    if (!item) return errorPage(404);
    if (report.timeMs > (report.durationMs ?? item.durationMs)) return errorPage(400);
    const { clientIdentifier, requestId } = facts;
    const durationMs = report.durationMs ?? item.durationMs;
    const line = timelineLine({ ...report, durationMs, clientIdentifier, guid: item.guid });
    core.log.write(line, { requestId });
    const notice = core.streaming.noticeFor(playbackIdOf(facts));
    if (notice && !notice.told) {
      notice.told = true;
      const begunSince = core.streaming.resources.get(playbackIdOf(facts));
      if (begunSince) core.streaming.end(begunSince, notice.text, facts.requestId);
      return container(facts, { terminationCode: notice.code, terminationText: notice.text });
    }
    note(core, facts, item, report);
    const queueId = /^\/playQueues\/(\d+)/.exec(params.get('containerKey') ?? '')?.[1];
    if (queueId) core.playQueues.played(Number(queueId), Number(params.get('playQueueItemID')));
    const { viewOffset, viewCount } = core.playStates.of(item.guid);
    return container(facts, {
      playbackState: report.state,
      ...(viewOffset > 0 && { viewOffset }),
      viewCount,
      ...bandwidthHints(core, facts),
    });
  });

  app.get('/:/progress', async (c) => {
    const params = await parametersOf(c);
    const item = (await core.library()).item(params.get('key') ?? '');
    if (!item) return errorPage(400);
    const { playbackId, clientIdentifier } = factsOf(c);
    const time = Number(params.get('time') ?? 0);
    core.playStates.report(
      item.guid,
      playbackId ?? clientIdentifier,
      time,
      watchedFrom(item, core.settings()),
      core.clock.now(),
    );
    return emptyAnswer();
  });

  const { playStates, clock } = core;
  const mark = (path: string, act: (guid: string, params: URLSearchParams) => boolean) =>
    app.on(['GET', 'PUT'], path, async (c) => {
      const params = await parametersOf(c);
      const uri = decodedUri(params.get('uri') ?? '');
      const key = params.get('key') || /\/library\/metadata\/([^/?]+)$/.exec(uri)?.[1];
      if (!key) return errorPage(400);
      const items = itemsOf(await core.library(), key);
      if (items.length === 0) return errorPage(404);
      if (!items.every(({ guid }) => act(guid, params))) return errorPage(400);
      core.changed();
      return emptyAnswer();
    });
  mark('/:/scrobble', (guid) => {
    playStates.scrobble(guid, clock.now());
    return true;
  });
  mark('/:/unscrobble', (guid) => {
    playStates.unscrobble(guid);
    return true;
  });
  mark('/:/rate', (guid, params) => {
    // -1 clears the rating.
    const rating = Number(params.get('rating') || Number.NaN);
    if (!(rating >= -1 && rating <= 10)) return false;
    playStates.rate(guid, rating < 0 ? undefined : rating, clock.now());
    return true;
  });
}

/** The item of a key, or the tracks of an album or artist. */
function itemsOf(library: Library, key: string): readonly LibraryItem[] {
  const item = library.item(key);
  return item ? [item] : (leavesOf(library, key) ?? []);
}

/** What a client that lets the server change the quality had better ask for next, if the settings say so. */
function bandwidthHints(core: ServerCore, facts: RequestFacts): Json {
  const playbackId = playbackIdOf(facts);
  const job = core.jobs.all().findLast((one) => one.playbackId === playbackId);
  if (!core.settings().bandwidthHints || !job?.hint) return {};
  const { kbps, height = 0 } = job.hint;
  const limit = Math.min(kbps, core.settings().availableKbps || kbps);
  const hint = { time: core.clock.now(), bandwidth: limit, resolution: String(height) };
  return { Bandwidths: { Bandwidth: [hint] } };
}

interface Report {
  readonly ratingKey: string;
  readonly state: Exclude<ResourceState, 'decided' | 'starting'> | 'stopped';
  readonly timeMs: number;
  /** `undefined` if it was not sent. */
  readonly durationMs: number | undefined;
}

/** Reads a report. `undefined`, for status 400, without a rating key, a known state and valid numbers. */
function readReport(params: URLSearchParams): Report | undefined {
  const ratingKey = params.get('ratingKey');
  const state = params.get('state');
  const timeMs = Number(params.get('time') ?? 0);
  const duration = params.get('duration');
  const durationMs = duration === null ? undefined : Number(duration);
  if (!ratingKey || !Number.isFinite(timeMs) || !Number.isFinite(durationMs ?? 0)) return undefined;
  if (state !== 'playing' && state !== 'paused' && state !== 'buffering' && state !== 'stopped') {
    return undefined;
  }
  if (timeMs < 0) return undefined;
  return { ratingKey, state, timeMs, durationMs };
}

function note(core: ServerCore, facts: RequestFacts, item: LibraryItem, report: Report): void {
  const { streaming } = core;
  const now = core.clock.now();
  const playbackId = playbackIdOf(facts);
  const threshold = watchedFrom(item, core.settings());
  core.playStates.report(item.guid, playbackId, report.timeMs, threshold, now);
  if (report.state === 'stopped') {
    const named = streaming.resources.get(playbackId);
    const meant = core.settings().stopScope === 'client' ? currentOf(core, facts) : named;
    if (meant) streaming.end(meant, CLIENT_STOPPED, facts.requestId);
    return;
  }
  const present = streaming.resources.get(playbackId);
  const resource = present?.guid === item.guid ? present : streaming.addReported(facts, item);
  resource.pausedAt = report.state === 'paused' ? (resource.pausedAt ?? now) : undefined;
  resource.state = report.state;
  resource.timeMs = report.timeMs;
  if (report.durationMs) resource.durationMs = report.durationMs;
  resource.reportedAt = now;
  core.changed();
}

/** Finds the item of a report. A playback keeps the rating key that it started with, also after a replacement. */
async function reportedItem(
  core: ServerCore,
  facts: RequestFacts,
  { ratingKey }: Report,
): Promise<LibraryItem | undefined> {
  const library = await core.library();
  const playing = core.streaming.resources.get(playbackIdOf(facts));
  if (playing?.ratingKey === ratingKey) return library.itemOfGuid(playing.guid);
  return library.item(ratingKey);
}

/** The current stream of a client: the newest one that has started, else the newest. */
function currentOf(core: ServerCore, facts: RequestFacts): LiveResource | undefined {
  const own = [...core.streaming.resources.values()].filter(
    (resource) => resource.clientIdentifier === facts.clientIdentifier,
  );
  return own.findLast((resource) => resource.startedAt !== undefined) ?? own.at(-1);
}

/** Adds the ids of a form to the request. */
function withIds(facts: RequestFacts, params: URLSearchParams): RequestFacts {
  const client = facts.sentClientIdentifier ?? params.get('X-Plex-Client-Identifier') ?? undefined;
  return {
    ...facts,
    sentClientIdentifier: client,
    clientIdentifier: client ?? facts.clientIdentifier,
    playbackId: facts.playbackId ?? params.get('X-Plex-Session-Identifier') ?? undefined,
  };
}

/** The fields of a report: in the query, or of a POST also in a form. */
async function parametersOf(context: RouteContext): Promise<URLSearchParams> {
  const { query } = factsOf(context);
  const form = context.req.header('Content-Type')?.includes('x-www-form-urlencoded');
  if (context.req.method !== 'POST' || !form) return query;
  return new URLSearchParams([...query, ...new URLSearchParams(await context.req.text())]);
}
