import { answer, container, emptyAnswer, errorPage } from '../http/answers.ts';
import type { Library } from '../library/library.ts';
import { albumJson, itemJson, type Json, playlistJson } from '../library/metadata-json.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';

/** Metadata, albums, playlists and pictures. */
export function addLibraryRoutes(app: Router, core: ServerCore): void {
  const item = (library: Library, ratingKey: string): Json | undefined => {
    const found = library.item(ratingKey);
    if (found) return itemJson(found, core.playStates.of(found.guid));
    const album = library.album(ratingKey);
    return album && albumJson(album);
  };
  const playlist = (library: Library, ratingKey: string): Json | undefined => {
    const found = library.playlist(ratingKey);
    if (!found) return undefined;
    const length = library.tracksOf(found).reduce((sum, track) => sum + track.durationMs, 0);
    return playlistJson(found, length);
  };
  const tracks = (library: Library, list: Parameters<Library['tracksOf']>[0]): Json[] =>
    library.tracksOf(list).map((track) => itemJson(track, core.playStates.of(track.guid)));

  app.get('/library/metadata/:ids', async (c) => {
    const library = await core.library();
    const keys = c.req.param('ids').split(',');
    const found: Json[] = keys.flatMap((key): Json[] => present(item(library, key)));
    if (found.length === 0) return errorPage(404);
    return container(factsOf(c), {
      allowSync: true,
      identifier: 'com.plexapp.plugins.library',
      librarySectionID: found[0]?.librarySectionID,
      Metadata: found,
    });
  });

  app.get('/library/metadata/:id/children', async (c) => {
    const library = await core.library();
    const album = library.album(c.req.param('id'));
    if (!album) return library.item(c.req.param('id')) ? container(factsOf(c), {}) : errorPage(404);
    return container(factsOf(c), {
      key: album.ratingKey,
      parentTitle: album.title,
      grandparentTitle: album.artist,
      Metadata: tracks(library, album),
    });
  });

  app.get('/library/metadata/:id/:what{thumb|art}/:stamp', async (c) => {
    const library = await core.library();
    const id = c.req.param('id');
    const file = library.item(id)?.art ?? library.album(id)?.art;
    return file === undefined ? errorPage(404) : picture(library, file);
  });

  app.get('/photo/:/transcode', async (c) => {
    const library = await core.library();
    const id = /^\/library\/metadata\/(\d+)\/(?:thumb|art)\//.exec(c.req.query('url') ?? '')?.[1];
    const file = id && (library.item(id)?.art ?? library.album(id)?.art);
    return file ? picture(library, file) : errorPage(404);
  });

  app.get('/playlists', async (c) => {
    const library = await core.library();
    const all = library.playlists().flatMap((list) => present(playlist(library, list.ratingKey)));
    return container(factsOf(c), { Metadata: all });
  });

  app.get('/playlists/:id', async (c) => {
    const found = playlist(await core.library(), c.req.param('id'));
    return found ? container(factsOf(c), { Metadata: [found] }) : errorPage(404);
  });

  app.get('/playlists/:id/items', async (c) => {
    const library = await core.library();
    const list = library.playlist(c.req.param('id'));
    if (!list) return errorPage(404);
    const items = tracks(library, list).map((track, at) => ({ ...track, playlistItemID: at + 1 }));
    return container(factsOf(c), {
      title: list.title,
      ratingKey: list.ratingKey,
      playlistType: 'audio',
      leafCount: items.length,
      Metadata: items,
    });
  });

  app.get('/library/sections', (c) =>
    container(factsOf(c), {
      allowSync: false,
      title1: 'Plex Library',
      Directory: [section('1', 'movie', 'Fitness'), section('2', 'artist', 'Music')],
    }),
  );

  app.get('/library/sections/:id/all', async (c) => {
    const library = await core.library();
    const id = c.req.param('id');
    if (id !== '1' && id !== '2') return errorPage(404);
    const all =
      id === '1'
        ? library.videos().map((video) => itemJson(video, core.playStates.of(video.guid)))
        : c.req.query('type') === '10'
          ? library.albums().flatMap((album) => tracks(library, album))
          : library.albums().map(albumJson);
    return container(factsOf(c), { librarySectionID: Number(id), Metadata: all });
  });

  // A choice of audio and subtitle streams. There is one of each, so it changes nothing.
  app.put('/library/parts/:id', async (c) => {
    const library = await core.library();
    return library.itemOfPart(c.req.param('id')) ? emptyAnswer() : errorPage(404);
  });
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function section(key: string, type: string, title: string): Json {
  return {
    key,
    type,
    title,
    agent: type === 'movie' ? 'tv.plex.agents.movie' : 'tv.plex.agents.music',
    scanner: type === 'movie' ? 'Plex Movie' : 'Plex Music',
    language: 'en-US',
    uuid: `c0p1a4-section-${key}`,
    createdAt: 1_587_179_308,
    updatedAt: 1_587_179_308,
    refreshing: false,
    Location: [{ id: Number(key), path: `/data/${title}` }],
  };
}

const PICTURES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
};

async function picture(library: Library, file: string): Promise<Response> {
  const type = PICTURES[file.split('.').at(-1)?.toLowerCase() ?? ''];
  return answer(await library.read(file), type ?? 'application/octet-stream', {
    headers: { 'Cache-Control': 'max-age=86400' },
  });
}
