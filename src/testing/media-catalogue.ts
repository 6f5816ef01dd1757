/**
 * The shape of a media library the emulated server can serve: a list of items, and a way to read
 * the files they name. `media/catalogue.json` holds the list for the stories; the package carries
 * a smaller one of its own. A user's test may pass a third one with its own files.
 *
 * A `stamp` is the number in the middle of a part's key (`/library/parts/<id>/<stamp>/file.mp4`):
 * Plex uses the file's time of change in Unix seconds. It and a `partId` are digits. Every `file`, `art`, `video` and `audio` is
 * a name to hand to {@link MediaCatalogue.read}.
 */

/**
 * A presentation the server hands out segment by segment, as if it were transcoding.
 * Each file is a fragmented MP4 of one track: `ftyp` and `moov` first, then one `moof` + `mdat`
 * for each second. Fragment n starts at second n. Video is VP9, audio is Opus.
 */
export interface CatalogueVideoDash {
  video: string;
  audio: string;
}

/** A file that is served as it is. `size` is in bytes. */
export interface CatalogueFile<Container extends string> {
  file: string;
  container: Container;
  size: number;
}

/** A film or clip. With neither `dash` nor `direct` nothing can be played. */
export interface CatalogueVideo {
  ratingKey: string;
  type: 'movie' | 'clip';
  title: string;
  summary: string;
  year: number;
  durationMs: number;
  /** Picture size in pixels. */
  width: number;
  height: number;
  /** Picture and sound together. */
  bitrateKbps: number;
  partId: string;
  stamp: string;
  /** A poster, 16:9. */
  art: string;
  dash?: CatalogueVideoDash;
  /** Present when a browser plays the file as it is, so that the decision may say direct play. */
  direct?: CatalogueFile<'mp4'>;
  /** The server's decision is a refusal (general code 2000). */
  refused?: boolean;
}

/** A piece of music. */
export interface CatalogueTrack {
  ratingKey: string;
  title: string;
  artist: string;
  albumRatingKey: string;
  /** Place on the album, from 1. */
  index: number;
  durationMs: number;
  bitrateKbps: number;
  partId: string;
  stamp: string;
  /** An MP3 with an Info or Xing tag and LAME's encoder delay. */
  direct?: CatalogueFile<'mp3'>;
  /** One Opus file in the shape of {@link CatalogueVideoDash}; alone it means "has to be transcoded". */
  dash?: { audio: string };
}

/** An album: `tracks` are rating keys in playing order. */
export interface CatalogueAlbum {
  ratingKey: string;
  title: string;
  artist: string;
  year: number;
  /** A cover, square. */
  art: string;
  tracks: readonly string[];
}

/** A playlist: `items` are rating keys of tracks, in playing order; a key may come twice. */
export interface CataloguePlaylist {
  ratingKey: string;
  title: string;
  items: readonly string[];
}

/** The list alone, as it stands in a JSON file. */
export interface Catalogue {
  videos: readonly CatalogueVideo[];
  tracks: readonly CatalogueTrack[];
  albums: readonly CatalogueAlbum[];
  playlists: readonly CataloguePlaylist[];
}

/** A list and the way to its files. */
export interface MediaCatalogue extends Catalogue {
  /**
   * The bytes of one file. Rejects with a plain Error for a name the catalogue does not have.
   * The array may be shared between calls: read it, don't write to it.
   */
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
}
