import { answer, container, errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Json } from '../library/item-view.ts';
import type { Library } from '../library/library.ts';
import { partsOf } from '../library/library-item.ts';
import { albumJson, artistJson, seasonJson, showJson } from '../library/list-json.ts';
import { similarStreams } from '../state/stream-choices.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';
import { showItem } from './show-item.ts';

/** Metadata of items, and the choice of their streams. */
export function addLibraryRoutes(app: Router, core: ServerCore): void {
  app.get('/library/metadata/:ids', async (c) => {
    const facts = factsOf(c);
    const library = await core.library();
    const keys = c.req.param('ids').split(',');
    const found: Json[] = keys.flatMap((key): Json[] => present(entry(core, facts, library, key)));
    if (found.length === 0) return errorPage(404);
    return container(facts, {
      allowSync: true,
      identifier: 'com.plexapp.plugins.library',
      librarySectionID: found[0]?.librarySectionID,
      Metadata: found,
    });
  });

  // Stored for the account and the part. A running transcode keeps its streams.
  app.put('/library/parts/:id', async (c) => {
    const { query, token = '' } = factsOf(c);
    const { item, part } = (await core.library()).part(c.req.param('id')) ?? {};
    if (!item || !part) return errorPage(404);
    const wanted = {
      audio: query.get('audioStreamID') ?? undefined,
      subtitle: query.get('subtitleStreamID') ?? undefined,
    };
    if (!core.streamChoices.choose(token, part, wanted)) return errorPage(400);
    const others =
      query.get('allParts') === '1'
        ? partsOf(item).filter(({ partId }) => partId !== part.partId)
        : [];
    for (const other of others) {
      core.streamChoices.choose(token, other, similarStreams(part, other, wanted));
    }
    return answer('', 'text/html');
  });
}

function entry(
  core: ServerCore,
  facts: RequestFacts,
  library: Library,
  ratingKey: string,
): Json | undefined {
  const item = library.item(ratingKey);
  if (item) return showItem(core, facts, item);
  const album = library.album(ratingKey);
  if (album) return albumJson(album, library.artistOf(album));
  const artist = library.artist(ratingKey);
  if (artist) return artistJson(artist);
  const show = library.show(ratingKey);
  if (show) return showJson(show);
  const season = library.season(ratingKey);
  return season && seasonJson(season);
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
