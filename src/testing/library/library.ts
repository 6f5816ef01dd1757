import { type FragmentedFile, readFragmentedFile } from '../media/fragmented-file.ts';
import type {
  CatalogueAlbum,
  CataloguePlaylist,
  CatalogueSeason,
  CatalogueShow,
  MediaCatalogue,
} from '../media-catalogue.ts';
import {
  type EpisodePlace,
  type ItemChange,
  type LibraryItem,
  type LibraryVersion,
  partsOf,
  trackItem,
  videoItem,
} from './library-item.ts';
import type { LibraryPart } from './library-part.ts';
import type { LibraryStream } from './library-stream.ts';

/** An artist of albums. The catalogue has only the name. */
export interface LibraryArtist {
  readonly ratingKey: string;
  readonly title: string;
  readonly albums: readonly CatalogueAlbum[];
}

/** A catalogue with look-up functions. */
export interface Library {
  /** `undefined` if there is no such item, or its rating key was replaced. */
  item(ratingKey: string): LibraryItem | undefined;
  /** Finds the item also after its rating key was replaced. */
  itemOfGuid(guid: string): LibraryItem | undefined;
  /** Finds a part and its item by the part id. The caller compares the stamp. */
  part(partId: string): { readonly item: LibraryItem; readonly part: LibraryPart } | undefined;
  stream(id: string): LibraryStream | undefined;
  /** Finds a version and its item by the id of the `Media`. */
  media(id: string): { readonly item: LibraryItem; readonly version: LibraryVersion } | undefined;
  album(ratingKey: string): CatalogueAlbum | undefined;
  artist(ratingKey: string): LibraryArtist | undefined;
  artistOf(album: CatalogueAlbum): LibraryArtist | undefined;
  playlist(ratingKey: string): CataloguePlaylist | undefined;
  show(ratingKey: string): CatalogueShow | undefined;
  season(ratingKey: string): SeasonPlace | undefined;
  shows(): readonly CatalogueShow[];
  episodesOf(season: CatalogueSeason): LibraryItem[];
  /** The films and clips: all videos but episodes. */
  videos(): LibraryItem[];
  albums(): readonly CatalogueAlbum[];
  artists(): readonly LibraryArtist[];
  playlists(): readonly CataloguePlaylist[];
  tracksOf(list: CatalogueAlbum | CataloguePlaylist): LibraryItem[];
  /** The same tracks, each made by a function: a page of a long list makes only its own. */
  trackMakersOf(list: CatalogueAlbum | CataloguePlaylist): (() => LibraryItem)[];
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The segments of a file. Each file is read and split once. */
  fragmented(file: string): Promise<FragmentedFile>;
}

/** A season with its show. */
export type SeasonPlace = Omit<EpisodePlace, 'index'>;

/** The rating key of the first artist. */
const FIRST_ARTIST = 17_000_001;

/** `changes` is called at each look-up, with the rating key in the catalogue. */
export function createLibrary(
  catalogue: MediaCatalogue,
  changes: (ratingKey: string) => ItemChange,
): Library {
  const files = new Map<string, Promise<FragmentedFile>>();
  const artists = artistsOf(catalogue.albums);
  const albumOf = new Map(
    catalogue.albums.flatMap((album) => album.tracks.map((key) => [key, album] as const)),
  );
  const albums = new Map(catalogue.albums.map((album) => [album.ratingKey, album]));
  const makers = new Map<string, () => LibraryItem>();
  const keyOfPart = new Map<string, string>();
  const keyOfGuid = new Map<string, string>();
  const shows = catalogue.shows ?? [];
  const seasons = new Map(
    shows.flatMap((show) =>
      show.seasons.map((season) => [season.ratingKey, { show, season }] as const),
    ),
  );
  const places = placesOf([...seasons.values()]);
  for (const video of catalogue.videos) {
    const { ratingKey } = video;
    const make = () => videoItem(video, changes(ratingKey), places.get(ratingKey));
    makers.set(ratingKey, make);
    for (const { partId } of partsOf(make())) keyOfPart.set(partId, ratingKey);
  }
  for (const track of catalogue.tracks) {
    const album = albumOf.get(track.ratingKey) ?? albums.get(track.albumRatingKey);
    const artistKey = album && artists.get(album.artist)?.ratingKey;
    makers.set(track.ratingKey, () =>
      trackItem(track, { album, artistKey }, changes(track.ratingKey)),
    );
    keyOfPart.set(track.partId, track.ratingKey);
  }
  const trackMakersOf: Library['trackMakersOf'] = (list) =>
    ('tracks' in list ? list.tracks : list.items).flatMap((key) => makers.get(key) ?? []);
  const made = (key: string | undefined) => (key === undefined ? undefined : makers.get(key)?.());

  return {
    item(ratingKey) {
      const item = made(ratingKey);
      if (item?.ratingKey === ratingKey) return item;
      // Its rating key was replaced.
      return made([...makers.keys()].find((key) => changes(key).ratingKey === ratingKey));
    },
    itemOfGuid(guid) {
      if (keyOfGuid.size === 0) {
        for (const [key, make] of makers) keyOfGuid.set(make().guid, key);
      }
      return made(keyOfGuid.get(guid));
    },
    part(partId) {
      const item = made(keyOfPart.get(partId));
      const part = item && partsOf(item).find((one) => one.partId === partId);
      return item && part && { item, part };
    },
    stream: (id) =>
      [...makers.values()]
        .flatMap((make) => partsOf(make()))
        .flatMap(({ streams }) => streams)
        .find((stream) => stream.id === id),
    media(id) {
      for (const make of makers.values()) {
        const item = make();
        const version = item.versions.find((one) => one.id === id);
        if (version) return { item, version };
      }
      return undefined;
    },
    album: (ratingKey) => albums.get(ratingKey),
    artist: (ratingKey) => [...artists.values()].find((one) => one.ratingKey === ratingKey),
    artistOf: (album) => artists.get(album.artist),
    playlist: (ratingKey) => catalogue.playlists.find((list) => list.ratingKey === ratingKey),
    show: (ratingKey) => shows.find((show) => show.ratingKey === ratingKey),
    season: (ratingKey) => seasons.get(ratingKey),
    shows: () => shows,
    episodesOf: ({ episodes }) => episodes.flatMap((ratingKey) => made(ratingKey) ?? []),
    videos: () =>
      catalogue.videos
        .filter(({ type }) => type !== 'episode')
        .flatMap(({ ratingKey }) => made(ratingKey) ?? []),
    albums: () => catalogue.albums,
    artists: () => [...artists.values()],
    playlists: () => catalogue.playlists,
    tracksOf: (list) => trackMakersOf(list).map((make) => make()),
    trackMakersOf,
    read: (file) => catalogue.read(file),
    fragmented(file) {
      let cut = files.get(file);
      if (!cut) {
        cut = catalogue.read(file).then(readFragmentedFile);
        // A failed read is not kept.
        cut.catch(() => files.delete(file));
        files.set(file, cut);
      }
      return cut;
    },
  };
}

/** The places of episodes by their rating keys. */
function placesOf(seasons: readonly SeasonPlace[]): ReadonlyMap<string, EpisodePlace> {
  return new Map(
    seasons.flatMap((place) =>
      place.season.episodes.map(
        (ratingKey, at) => [ratingKey, { ...place, index: at + 1 }] as const,
      ),
    ),
  );
}

/** The artists by name, in the order of their first albums. */
function artistsOf(albums: readonly CatalogueAlbum[]): ReadonlyMap<string, LibraryArtist> {
  const names = [...new Set(albums.map(({ artist }) => artist))];
  return new Map(
    names.map((title, at) => [
      title,
      {
        ratingKey: String(FIRST_ARTIST + at),
        title,
        albums: albums.filter(({ artist }) => artist === title),
      },
    ]),
  );
}
