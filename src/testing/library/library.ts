import { type FragmentedFile, readFragmentedFile } from '../media/fragmented-file.ts';
import type { CatalogueAlbum, CataloguePlaylist, MediaCatalogue } from '../media-catalogue.ts';
import { type ItemChange, type LibraryItem, trackItem, videoItem } from './library-item.ts';

/** A catalogue with look-up functions. */
export interface Library {
  /** `undefined` if there is no such item, or its rating key was replaced. */
  item(ratingKey: string): LibraryItem | undefined;
  /** Finds the item also after its rating key was replaced. */
  itemOfGuid(guid: string): LibraryItem | undefined;
  /** Finds an item by its part id. The caller compares the stamp. */
  itemOfPart(partId: string): LibraryItem | undefined;
  album(ratingKey: string): CatalogueAlbum | undefined;
  playlist(ratingKey: string): CataloguePlaylist | undefined;
  videos(): LibraryItem[];
  albums(): readonly CatalogueAlbum[];
  playlists(): readonly CataloguePlaylist[];
  tracksOf(album: CatalogueAlbum | CataloguePlaylist): LibraryItem[];
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The segments of a file. Each file is read and split once. */
  fragmented(file: string): Promise<FragmentedFile>;
}

/** `changes` is called at each look-up, with the rating key in the catalogue. */
export function createLibrary(
  catalogue: MediaCatalogue,
  changes: (ratingKey: string) => ItemChange,
): Library {
  const files = new Map<string, Promise<FragmentedFile>>();
  const albumOf = new Map(
    catalogue.albums.flatMap((album) => album.tracks.map((key) => [key, album] as const)),
  );
  const makers = new Map<string, () => LibraryItem>();
  for (const video of catalogue.videos) {
    makers.set(video.ratingKey, () => videoItem(video, changes(video.ratingKey)));
  }
  for (const track of catalogue.tracks) {
    const album = albumOf.get(track.ratingKey);
    makers.set(track.ratingKey, () => trackItem(track, album, changes(track.ratingKey)));
  }
  const all = () => [...makers.values()].map((make) => make());
  const find = (matches: (item: LibraryItem) => boolean) => {
    for (const make of makers.values()) {
      const item = make();
      if (matches(item)) return item;
    }
    return undefined;
  };

  return {
    item(ratingKey) {
      const item = makers.get(ratingKey)?.();
      return item?.ratingKey === ratingKey ? item : find((other) => other.ratingKey === ratingKey);
    },
    itemOfGuid: (guid) => find((item) => item.guid === guid),
    itemOfPart: (partId) => find((item) => item.partId === partId),
    album: (ratingKey) => catalogue.albums.find((album) => album.ratingKey === ratingKey),
    playlist: (ratingKey) => catalogue.playlists.find((list) => list.ratingKey === ratingKey),
    videos: () => all().filter((item) => item.kind === 'video'),
    albums: () => catalogue.albums,
    playlists: () => catalogue.playlists,
    tracksOf(list) {
      const keys = 'tracks' in list ? list.tracks : list.items;
      return keys.flatMap((key) => makers.get(key)?.() ?? []);
    },
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
