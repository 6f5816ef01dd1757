import { container, errorPage } from '../http/answers.ts';
import type { Library } from '../library/library.ts';
import type { LibraryItem } from '../library/library-item.ts';
import { itemJson } from '../library/metadata-json.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';

interface PlayQueue {
  readonly id: number;
  readonly ratingKeys: readonly string[];
  readonly selected: number;
}

/** Play queues. Plex Web and client libraries create one before they play; coplay needs none. */
export function addPlayQueueRoutes(app: Router, core: ServerCore): void {
  const queues = new Map<string, PlayQueue>();

  app.post('/playQueues', async (c) => {
    const { query } = factsOf(c);
    const library = await core.library();
    const items = queuedItems(library, query);
    if (items.length === 0) return errorPage(400);
    const first = /\/library\/metadata\/([^/?]+)/.exec(query.get('key') ?? '')?.[1];
    const queue: PlayQueue = {
      id: queues.size + 1,
      ratingKeys: items.map((item) => item.ratingKey),
      selected: Math.max(
        0,
        items.findIndex((item) => item.ratingKey === first),
      ),
    };
    queues.set(String(queue.id), queue);
    return show(c, library, queue);
  });

  app.get('/playQueues/:id', async (c) => {
    const queue = queues.get(c.req.param('id'));
    return queue ? show(c, await core.library(), queue) : errorPage(404);
  });

  function show(c: RouteContext, library: Library, queue: PlayQueue): Response {
    const rows = queue.ratingKeys.flatMap((key, at) => {
      const item = library.item(key);
      if (!item) return [];
      const played = core.playStates.of(item.guid);
      return { ...itemJson(item, played), playQueueItemID: queue.id * 1000 + at };
    });
    return container(factsOf(c), {
      identifier: 'com.plexapp.plugins.library',
      playQueueID: queue.id,
      playQueueSelectedItemID: queue.id * 1000 + queue.selected,
      playQueueSelectedItemOffset: queue.selected,
      playQueueSelectedMetadataItemID: queue.ratingKeys[queue.selected],
      playQueueShuffled: false,
      playQueueTotalCount: rows.length,
      playQueueVersion: 1,
      Metadata: rows,
    });
  }
}

/** Decodes a URI that some clients encode twice. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function queuedItems(library: Library, query: URLSearchParams): LibraryItem[] {
  const playlist = library.playlist(query.get('playlistID') ?? '');
  if (playlist) return library.tracksOf(playlist);
  const uri = decoded(query.get('uri') ?? '');
  const keys = /\/library\/metadata\/([\d,]+)/.exec(uri)?.[1]?.split(',') ?? [];
  return keys.flatMap((key) => {
    const album = library.album(key);
    return album ? library.tracksOf(album) : (library.item(key) ?? []);
  });
}
