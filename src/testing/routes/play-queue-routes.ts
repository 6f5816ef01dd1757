import { container, errorPage } from '../http/answers.ts';
import { decodedUri } from '../http/decoded-uri.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Library } from '../library/library.ts';
import type { LibraryItem } from '../library/library-item.ts';
import {
  addRows,
  clearRows,
  hasUpNext,
  moveRow,
  type PlayQueue,
  removeRow,
  resetQueue,
  shuffleQueue,
  unshuffleQueue,
} from '../state/play-queue.ts';
import { leavesOf } from './list-routes.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';
import { showItem } from './show-item.ts';

/** Rows on each side of the centre, if a request names no window. What a real server takes is not published. */
const WINDOW = 50;

const QUEUE = '/playQueues/:id{[0-9]+}';
const ROW = `${QUEUE}/items/:row{[0-9]+}`;

/** Play queues. Which row is selected follows from timelines; no request sets it. */
export function addPlayQueueRoutes(app: Router, core: ServerCore): void {
  const { playQueues } = core;

  app.post('/playQueues', async (c) => {
    const facts = factsOf(c);
    const { query } = facts;
    // Without a client identifier a server answers, and has no queue.
    if (!facts.sentClientIdentifier) return container(facts, {});
    if (!/^(audio|video|photo)$/.test(query.get('type') ?? '')) return errorPage(400);
    const library = await core.library();
    const first = /\/library\/metadata\/([^/?]+)/.exec(query.get('key') ?? '')?.[1];
    const items = queuedItems(library, query);
    const queued = query.get('continuous') === '1' ? withTheRest(library, items) : items;
    if (queued.length === 0) return errorPage(400);
    const isList = items.length > 1 && query.has('uri');
    const queue = playQueues.create({
      sourceUri: query.get('uri') ?? `/playlists/${query.get('playlistID')}/items`,
      ratingKeys: queued.map(({ ratingKey }) => ratingKey),
      first,
      shuffle: query.get('shuffle') === '1',
      isUpNext: isList && first === undefined,
    });
    return show(facts, library, queue);
  });

  app.get(QUEUE, async (c) => {
    const queue = queueOf(c);
    return queue ? show(factsOf(c), await core.library(), queue) : errorPage(404);
  });

  app.put(QUEUE, async (c) => {
    const { query } = factsOf(c);
    const items = queuedItems(await core.library(), query);
    if (items.length === 0) return errorPage(400);
    const keys = items.map(({ ratingKey }) => ratingKey);
    return change(c, 400, (queue) => addRows(queue, keys, query.get('next') === '1'));
  });

  app.put(`${QUEUE}/shuffle`, (c) =>
    change(c, 400, (queue) => shuffleQueue(queue, playQueues.random)),
  );
  app.put(`${QUEUE}/unshuffle`, (c) => change(c, 400, unshuffleQueue));
  app.put(`${QUEUE}/reset`, (c) => change(c, 400, resetQueue));
  app.delete(`${QUEUE}/items`, (c) => change(c, 400, clearRows));
  app.delete(ROW, (c) => change(c, 404, (queue) => removeRow(queue, Number(c.req.param('row')))));
  app.put(`${ROW}/move`, (c) => {
    const after = factsOf(c).query.get('after');
    return change(c, 404, (queue) =>
      moveRow(queue, Number(c.req.param('row')), after === null ? undefined : Number(after)),
    );
  });

  function queueOf(c: RouteContext): PlayQueue | undefined {
    return playQueues.get(Number(c.req.param('id')));
  }

  /** Answers with the changed queue, or with the status of a refusal. */
  async function change(
    c: RouteContext,
    refused: number,
    act: (queue: PlayQueue) => PlayQueue | undefined,
  ): Promise<Response> {
    const queue = queueOf(c);
    if (!queue) return errorPage(404);
    const next = act(queue);
    if (!next) return errorPage(refused);
    playQueues.put(next);
    return show(factsOf(c), await core.library(), next);
  }

  function show(facts: RequestFacts, library: Library, queue: PlayQueue): Response {
    const { rows, selectedId } = queue;
    const selectedAt = rows.findIndex(({ id }) => id === selectedId);
    const shown = windowOf(queue, facts.query).flatMap(({ id, ratingKey }) => {
      const item = library.item(ratingKey);
      return item ? { ...showItem(core, facts, item, { form: 'queue' }), playQueueItemID: id } : [];
    });
    return container(facts, {
      identifier: 'com.plexapp.plugins.library',
      playQueueID: queue.id,
      ...(selectedAt >= 0 && {
        playQueueSelectedItemID: selectedId,
        playQueueSelectedItemOffset: selectedAt,
        playQueueSelectedMetadataItemID: rows[selectedAt]?.ratingKey,
      }),
      ...(queue.lastAddedId !== undefined && { playQueueLastAddedItemID: queue.lastAddedId }),
      playQueueShuffled: queue.isShuffled,
      playQueueSourceURI: queue.sourceUri,
      playQueueTotalCount: rows.length,
      playQueueVersion: queue.version,
      allowShuffle: !hasUpNext(queue),
      Metadata: shown,
    });
  }
}

/** The rows around the centre: the selected row, unless the request names another one. */
function windowOf({ rows, selectedId }: PlayQueue, query: URLSearchParams): PlayQueue['rows'] {
  const centre = Number(query.get('center') ?? selectedId);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === centre),
  );
  const reach = query.has('window') ? Number(query.get('window')) || 0 : WINDOW;
  const before = query.get('includeBefore') === '0' ? 0 : reach;
  const after = query.get('includeAfter') === '0' ? 0 : reach;
  return rows.slice(Math.max(0, at - before), at + after + 1);
}

function queuedItems(library: Library, query: URLSearchParams): LibraryItem[] {
  const uri = decodedUri(query.get('uri') ?? '');
  const listed = query.get('playlistID') ?? /\/playlists\/([^/?]+)\/items/.exec(uri)?.[1];
  const playlist = library.playlist(listed ?? '');
  if (playlist) return library.tracksOf(playlist);
  const keys = /\/library\/metadata\/([^/?]+)/.exec(uri)?.[1]?.split(',') ?? [];
  return keys.flatMap((key) => leavesOf(library, key) ?? library.item(key) ?? []);
}

/** With `continuous=1`, what comes after one item: the rest of its album, or of its show. */
function withTheRest(library: Library, items: LibraryItem[]): LibraryItem[] {
  const [only] = items;
  if (items.length !== 1 || !only) return items;
  const { album, place } = only;
  const listKey = album?.ratingKey ?? place?.show.ratingKey;
  const all = (listKey !== undefined && leavesOf(library, listKey)) || [];
  const at = all.findIndex(({ ratingKey }) => ratingKey === only.ratingKey);
  return at < 0 ? items : all.slice(at);
}
