/**
 * A media library for the emulated server: a list of items, and a way to read their files. `media/catalogue.json` is the list of
 * the stories; the package has a smaller one. A test may pass a catalogue of its own.
 *
 * A `stamp` is the number in the middle of a part's key (`/library/parts/<id>/<stamp>/file.mp4`):
 * Plex uses the modification time of the file in Unix seconds. It and a `partId` are digits. Each `file`, `art`, `video` and `audio` is
 * a name for {@link MediaCatalogue.read}.
 */

/**
 * Media that the server serves in segments, as if it were transcoding. Each file is a fragmented MP4 of one track: `ftyp` and
 * `moov`, then one `moof` and `mdat` for each second. Fragment n starts at second n. Video is VP9, audio is Opus.
 */
export interface CatalogueVideoDash {
  video: string;
  audio: string;
  /** The picture for conversions to less, from the best to the least. */
  smaller?: readonly CataloguePicture[];
  /** What decisions call the codecs of the segments. @default `vp9` and `opus` */
  codecs?: { video: string; audio: string };
}

/** A picture of lower quality. A conversion gets the first one of which it has the height and the bitrate, else the last. */
export interface CataloguePicture {
  video: string;
  /** The least height in pixels and the least bitrate that a conversion must have. */
  height: number;
  kbps: number;
}

/** A file for direct play. `size` is in bytes. */
export interface CatalogueFile<Container extends string> {
  file: string;
  container: Container;
  size: number;
}

/** A sound or subtitle stream of a file, in the order of the file. */
export interface CatalogueStream {
  type: 'audio' | 'subtitle';
  /** `aac`, `ac3`, `srt`, `pgs` … */
  codec: string;
  /** The name of the language: `English`. */
  language?: string;
  /** ISO 639-2/B: `eng`. */
  languageCode?: string;
  /** BCP 47: `en-GB`. */
  languageTag?: string;
  title?: string;
  /** @default 2 for sound */
  channels?: number;
  /** The flag of the file. It does not say which stream is played. */
  default?: boolean;
  forced?: boolean;
  hearingImpaired?: boolean;
  /** Of sound: one Opus file as in {@link CatalogueVideoDash}. @default the `audio` of the item */
  dash?: string;
  /** Of subtitles: a file with the text, as SubRip, WebVTT or ASS. Its content tells which, whatever `codec` says. */
  text?: string;
  /** The encoding of `text`, a label of the Encoding standard. @default 'utf-8' */
  encoding?: string;
  /** Whether `text` is a file beside the media. Only such a stream has a `key`, by which it is fetched. @default false */
  external?: boolean;
  /** Of subtitles: the files of {@link CatalogueVideoDash}, `video` and then `smaller`, with them drawn in. */
  burned?: readonly string[];
}

/** A span of an item that a viewer may skip. */
export interface CatalogueMarker {
  type: 'intro' | 'credits' | 'commercial';
  startMs: number;
  endMs: number;
  /** Whether these credits run to the end. */
  final?: boolean;
  /** Servers give the same id to several. @default its place in the list */
  id?: number;
}

/** A chapter of an item. */
export interface CatalogueChapter {
  startMs: number;
  endMs: number;
  /** @default '' */
  title?: string;
}

/** What the metadata says about a file. Nothing is checked, so a file may claim a codec that it does not have. */
export interface CatalogueClaims {
  /** The extension of the part. @default that of `direct`, else `mkv` for a video and `flac` for a track */
  container?: string;
  /** @default `opus` for a video with `direct`, else `dca`; for a track its container */
  audioCodec?: string;
  /** The path of the file on the server's disk, as the metadata has it. Two items may share a file. @default by the title */
  file?: string;
  /** Whether the file is gone from the disk: `exists` and `accessible` are false, and it is answered with 404. */
  missing?: boolean;
}

/** The same of a video. */
export interface CatalogueVideoClaims extends CatalogueClaims {
  /** @default `vp9` with `direct`, else `hevc` */
  videoCodec?: string;
  /** The sound and subtitle streams. @default one stereo sound in English */
  streams?: readonly CatalogueStream[];
  /** The preview pictures: a file in Roku's format BIF. Without it the part has no `indexes`. */
  previews?: string;
}

/** Another version of a video, with a file and streams of its own. */
export interface CatalogueVersion extends CatalogueVideoClaims {
  partId: string;
  stamp: string;
  width: number;
  height: number;
  bitrateKbps: number;
  /** @default that of the video */
  durationMs?: number;
  dash?: CatalogueVideoDash;
  direct?: CatalogueFile<'mp4'>;
  /** The files of a split version, as in {@link CatalogueVideo}. */
  parts?: readonly CataloguePart[];
  /** What menus call it. */
  title?: string;
  /** 42 is an optimised version. @default 0 */
  proxyType?: number;
}

/** One file of a split film. */
export interface CataloguePart extends CatalogueVideoClaims {
  partId: string;
  stamp: string;
  durationMs: number;
  /** Media of this part when it is converted alone. Its clock starts at 0. */
  dash?: CatalogueVideoDash;
  direct?: CatalogueFile<'mp4'>;
}

/** Levels of an analysed track, in dB and LUFS; peaks are linear. */
export interface CatalogueLoudness {
  gain: number;
  albumGain: number;
  peak: number;
  albumPeak: number;
  albumRange: number;
  loudness: number;
  lra: number;
  /** `dB seconds;dB seconds;…` from the start, and from the end. */
  startRamp?: string;
  endRamp?: string;
}

/** A film or clip. Without `dash` and `direct` it can't be played. */
export interface CatalogueVideo extends CatalogueVideoClaims {
  ratingKey: string;
  /** An `episode` has its numbers by its place in {@link CatalogueShow}. */
  type: 'movie' | 'clip' | 'episode';
  title: string;
  summary: string;
  year: number;
  durationMs: number;
  /** Picture size in pixels. */
  width: number;
  height: number;
  /** Bitrate of picture and sound together. */
  bitrateKbps: number;
  partId: string;
  stamp: string;
  /** A poster, 16:9. Players show JPEG, PNG, GIF, WebP and AVIF. */
  art: string;
  dash?: CatalogueVideoDash;
  /**
   * The files of a split film, in sequence. Then `durationMs` is their sum, `dash` the joined film, and the film has no `direct`,
   * `partId` and `stamp` of its own: those of the first part count.
   */
  parts?: readonly CataloguePart[];
  /** The file, if browsers can play it: then the decision may be direct play. */
  direct?: CatalogueFile<'mp4'>;
  /** Whether the server refuses to play it (general code 2000). */
  refused?: boolean;
  /** Further versions, behind the one that is described here. */
  versions?: readonly CatalogueVersion[];
  /** In any order. Sent with `includeMarkers` only. */
  markers?: readonly CatalogueMarker[];
  /** Sent with `includeChapters` only. */
  chapters?: readonly CatalogueChapter[];
}

/** A track. */
export interface CatalogueTrack extends CatalogueClaims {
  ratingKey: string;
  title: string;
  /** The artist of the track. If the album has another one, this is its `originalTitle`. */
  artist: string;
  albumRatingKey: string;
  /** Number on the disc, from 1. */
  index: number;
  /** @default 1 */
  disc?: number;
  durationMs: number;
  bitrateKbps: number;
  partId: string;
  stamp: string;
  /** An MP3 with an Info or Xing tag and LAME's encoder delay. */
  direct?: CatalogueFile<'mp3'>;
  /** One Opus file as in {@link CatalogueVideoDash}. Without `direct`, the track is always converted. */
  dash?: { audio: string };
  /** Only analysed tracks have it. */
  loudness?: CatalogueLoudness;
}

/** An album: `tracks` are rating keys in playing order. */
export interface CatalogueAlbum {
  ratingKey: string;
  title: string;
  artist: string;
  year: number;
  /** A cover, square. Players show JPEG, PNG, GIF, WebP and AVIF. */
  art: string;
  tracks: readonly string[];
}

/** A playlist: `items` are rating keys of tracks, in playing order; a key may occur more than once. */
export interface CataloguePlaylist {
  ratingKey: string;
  title: string;
  items: readonly string[];
}

/** A series. */
export interface CatalogueShow {
  ratingKey: string;
  title: string;
  summary: string;
  year: number;
  /** A poster. */
  art: string;
  seasons: readonly CatalogueSeason[];
}

/** A season: `episodes` are rating keys of videos, in their order. */
export interface CatalogueSeason {
  ratingKey: string;
  /** From 1; 0 are specials. */
  index: number;
  title: string;
  episodes: readonly string[];
}

/** The list of items, as in a JSON file. */
export interface Catalogue {
  videos: readonly CatalogueVideo[];
  tracks: readonly CatalogueTrack[];
  albums: readonly CatalogueAlbum[];
  playlists: readonly CataloguePlaylist[];
  shows?: readonly CatalogueShow[];
}

/** A list of items, and a function that reads their files. */
export interface MediaCatalogue extends Catalogue {
  /**
   * Reads a file. Rejects with an Error for an unknown name. The array may be shared between calls: do not write to it.
   */
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
}
