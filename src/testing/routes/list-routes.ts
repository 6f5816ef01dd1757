import { container, errorPage } from '../http/answers.ts';
import { pagedList } from '../http/paging.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { type Filterable, filterRows } from '../library/filter.ts';
import type { Json } from '../library/item-view.ts';
import type { Library, LibraryArtist } from '../library/library.ts';
import type { LibraryItem } from '../library/library-item.ts';
import { albumJson, artistJson, playlistJson, seasonJson, showJson } from '../library/list-json.ts';
import type { CatalogueAlbum, CataloguePlaylist, CatalogueShow } from '../media-catalogue.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';
import { showItem } from './show-item.ts';

/** Albums, artists, playlists and sections. Rows of a list have no streams. */
export function addListRoutes(app: Router, core: ServerCore): void {
  const row = (facts: RequestFacts) => (item: LibraryItem) =>
    showItem(core, facts, item, { form: 'list' });

  app.get('/library/metadata/:id/children', async (c) => {
    const facts = factsOf(c);
    const library = await core.library();
    const id = c.req.param('id');
    const album = library.album(id);
    if (album) {
      return pagedList(facts, library.trackMakersOf(album), (make) => row(facts)(make()), {
        key: album.ratingKey,
        parentTitle: album.title,
        grandparentTitle: album.artist,
      });
    }
    const artist = library.artist(id);
    if (artist)
      return pagedList(facts, artist.albums, albumRow(library), { parentTitle: artist.title });
    const show = library.show(id);
    if (show) {
      const seasons = show.seasons.map((season) => ({ show, season }));
      return pagedList(facts, seasons, seasonJson, { parentTitle: show.title });
    }
    const place = library.season(id);
    if (place) {
      return pagedList(facts, library.episodesOf(place.season), row(facts), {
        parentTitle: place.season.title,
        grandparentTitle: place.show.title,
      });
    }
    return library.item(id) ? container(facts, {}) : errorPage(404);
  });

  app.get('/library/metadata/:id/allLeaves', async (c) => {
    const facts = factsOf(c);
    const library = await core.library();
    const leaves = leavesOf(library, c.req.param('id'));
    return leaves ? pagedList(facts, leaves, row(facts)) : errorPage(404);
  });

  app.get('/playlists', async (c) => {
    const library = await core.library();
    return pagedList(factsOf(c), library.playlists(), playlistRow(library));
  });

  app.get('/playlists/:id', async (c) => {
    const library = await core.library();
    const found = library.playlist(c.req.param('id'));
    if (!found) return errorPage(404);
    return container(factsOf(c), { Metadata: [playlistRow(library)(found)] });
  });

  app.get('/playlists/:id/items', async (c) => {
    const facts = factsOf(c);
    const library = await core.library();
    const list = library.playlist(c.req.param('id'));
    if (!list) return errorPage(404);
    const tracks = library.trackMakersOf(list);
    return pagedList(
      facts,
      tracks,
      (make, at) => ({ ...row(facts)(make()), playlistItemID: at + 1 }),
      {
        title: list.title,
        ratingKey: list.ratingKey,
        playlistType: 'audio',
        leafCount: tracks.length,
      },
    );
  });

  app.get('/library/sections', async (c) => {
    const hasShows = (await core.library()).shows().length > 0;
    return container(factsOf(c), {
      allowSync: false,
      title1: 'Plex Library',
      Directory: [
        section('1', 'movie', 'Fitness'),
        section('2', 'artist', 'Music'),
        ...(hasShows ? [section('3', 'show', 'Series')] : []),
      ],
    });
  });

  app.get('/library/sections/:id/all', async (c) => {
    const facts = factsOf(c);
    const { query } = facts;
    const library = await core.library();
    const id = c.req.param('id');
    const fields = { librarySectionID: Number(id) };
    const items = (all: readonly LibraryItem[]) =>
      pagedList(
        facts,
        filterRows(all, query, (item) => itemFacts(core, item)),
        row(facts),
        fields,
      );
    if (id === '1') return items(library.videos());
    if (id === '3' && library.shows().length > 0) {
      const shows = library.shows();
      return query.get('type') === '4'
        ? items(shows.flatMap(({ ratingKey }) => leavesOf(library, ratingKey) ?? []))
        : pagedList(facts, filterRows(shows, query, showFacts), showJson, fields);
    }
    if (id !== '2') return errorPage(404);
    switch (query.get('type')) {
      case '10':
        return items(library.albums().flatMap((album) => library.tracksOf(album)));
      case '8': {
        const all = filterRows(library.artists(), query, artistFacts);
        return pagedList(facts, all, artistJson, fields);
      }
      default: {
        const all = filterRows(library.albums(), query, (album) => albumFacts(library, album));
        return pagedList(facts, all, albumRow(library), fields);
      }
    }
  });
}

/** The tracks of an album or artist, or the episodes of a season or show. */
export function leavesOf(library: Library, ratingKey: string): LibraryItem[] | undefined {
  const album = library.album(ratingKey);
  if (album) return library.tracksOf(album);
  const season = library.season(ratingKey);
  if (season) return library.episodesOf(season.season);
  const show = library.show(ratingKey);
  if (show) return show.seasons.flatMap((one) => library.episodesOf(one));
  return library.artist(ratingKey)?.albums.flatMap((one) => library.tracksOf(one));
}

function albumRow(library: Library): (album: CatalogueAlbum) => Json {
  return (album) => albumJson(album, library.artistOf(album));
}

function playlistRow(library: Library): (list: CataloguePlaylist) => Json {
  return (list) => {
    const length = library.tracksOf(list).reduce((sum, track) => sum + track.durationMs, 0);
    return playlistJson(list, length);
  };
}

function itemFacts(core: ServerCore, item: LibraryItem): Filterable {
  const { title, durationMs, artistKey, video, album } = item;
  return {
    title,
    durationMs,
    artistKey,
    year: video?.year ?? album?.year,
    viewCount: core.playStates.of(item.guid).viewCount,
    albumKey: album?.ratingKey,
  };
}

function albumFacts(library: Library, album: CatalogueAlbum): Filterable {
  const { title, year, ratingKey } = album;
  const artistKey = library.artistOf(album)?.ratingKey;
  return { title, year, artistKey, albumKey: ratingKey, durationMs: 0, viewCount: 0 };
}

function showFacts({ title, year }: CatalogueShow): Filterable {
  return {
    ...{ title, year, durationMs: 0, viewCount: 0 },
    ...{ artistKey: undefined, albumKey: undefined },
  };
}

function artistFacts({ title, ratingKey }: LibraryArtist): Filterable {
  return {
    ...{ title, year: undefined, durationMs: 0, viewCount: 0 },
    ...{ artistKey: ratingKey, albumKey: undefined },
  };
}

const AGENTS = {
  movie: { agent: 'tv.plex.agents.movie', scanner: 'Plex Movie' },
  artist: { agent: 'tv.plex.agents.music', scanner: 'Plex Music' },
  show: { agent: 'tv.plex.agents.series', scanner: 'Plex TV Series' },
} as const;

function section(key: string, type: keyof typeof AGENTS, title: string): Json {
  return {
    key,
    type,
    title,
    ...AGENTS[type],
    language: 'en-US',
    uuid: `c0p1a4-section-${key}`,
    createdAt: 1_587_179_308,
    updatedAt: 1_587_179_308,
    refreshing: false,
    Location: [{ id: Number(key), path: `/data/${title}` }],
  };
}
