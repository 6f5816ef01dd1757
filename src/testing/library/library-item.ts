import type {
  CatalogueAlbum,
  CatalogueClaims,
  CataloguePart,
  CatalogueTrack,
  CatalogueVideo,
  CatalogueVideoClaims,
} from '../media-catalogue.ts';
import type { MediaKind } from '../server-snapshot.ts';
import { type LibraryStream, streamsOf } from './library-stream.ts';

/** A file of an item, or all of its files joined. */
export interface LibraryPart {
  readonly partId: string;
  /** The number in the middle of the part key. */
  readonly stamp: string;
  /** The extension at the end of the part key, without its dot. */
  readonly container: string;
  readonly key: string;
  /** What the metadata says, at least 1. */
  readonly durationMs: number;
  /** The duration of the file. */
  readonly fileDurationMs: number;
  /** The file for direct play, and its size in bytes. */
  readonly direct: { readonly file: string; readonly size: number } | undefined;
  /** The files of a transcode, in the order of their representations. */
  readonly dash: readonly string[] | undefined;
  readonly streams: readonly LibraryStream[];
  readonly isMissing: boolean;
}

/** An item of the library in its present state: faults may have changed it. */
export interface LibraryItem {
  readonly ratingKey: string;
  readonly kind: MediaKind;
  /** Unchanged when the rating key changes. */
  readonly guid: string;
  readonly title: string;
  /** What the metadata says, at least 1. Of a split film the sum of its parts. */
  readonly durationMs: number;
  readonly bitrateKbps: number;
  /** More than one for a split film. */
  readonly parts: readonly [LibraryPart, ...LibraryPart[]];
  /** The source of a transcode of the whole item. Its `key` is that of the first part. */
  readonly joined: LibraryPart;
  readonly refused: boolean;
  readonly art: string | undefined;
  readonly video: CatalogueVideo | undefined;
  readonly track: CatalogueTrack | undefined;
  readonly album: CatalogueAlbum | undefined;
  /** The rating key of the artist of the album. */
  readonly artistKey: string | undefined;
}

/** What faults have changed in an item. */
export interface ItemChange {
  readonly ratingKey?: string;
  readonly stamp?: string;
  /** Added to the duration in the metadata. Negative for a shorter one. */
  readonly extraDurationMs?: number;
}

/** The source of a transcode: one part, or without an index the whole item. */
export function sourceOf(item: LibraryItem, partIndex: number | undefined): LibraryPart {
  return (partIndex === undefined ? undefined : item.parts[partIndex]) ?? item.joined;
}

export function videoItem(video: CatalogueVideo, change: ItemChange = {}): LibraryItem {
  const { parts: files = [], ...whole } = video;
  const [first, ...rest] = files.length === 0 ? [whole] : files;
  const last = rest.length;
  const part = (file: CataloguePart, at: number) =>
    videoPart(file, {
      ...(at === 0 && change.stamp !== undefined && { stamp: change.stamp }),
      ...(at === last && { extraDurationMs: change.extraDurationMs ?? 0 }),
    });
  const parts = [
    part(first ?? whole, 0),
    ...rest.map((file, at) => part(file, at + 1)),
  ] as const satisfies LibraryItem['parts'];
  return {
    ...shared('video', video, change),
    ...joinParts(parts, video.dash && [video.dash.video, video.dash.audio]),
    refused: video.refused ?? false,
    art: video.art,
    video,
    track: undefined,
    album: undefined,
    artistKey: undefined,
  };
}

export function trackItem(
  track: CatalogueTrack,
  { album, artistKey }: Pick<LibraryItem, 'album' | 'artistKey'>,
  change: ItemChange = {},
): LibraryItem {
  const container = track.container ?? track.direct?.container ?? 'flac';
  const codec = track.audioCodec ?? container;
  const file = { ...track, container, ...(change.stamp !== undefined && { stamp: change.stamp }) };
  const part = assemblePart(file, change, {
    dash: track.dash && [track.dash.audio],
    streams: streamsOf(track.partId, undefined, [{ type: 'audio', codec, default: true }]),
  });
  return {
    ...shared('music', track, change),
    ...joinParts([part], part.dash),
    refused: false,
    art: album?.art,
    video: undefined,
    track,
    album,
    artistKey,
  };
}

function shared(
  kind: MediaKind,
  { ratingKey, title, bitrateKbps }: CatalogueVideo | CatalogueTrack,
  change: ItemChange,
): Pick<LibraryItem, 'ratingKey' | 'kind' | 'guid' | 'title' | 'bitrateKbps'> {
  return {
    ratingKey: change.ratingKey ?? ratingKey,
    kind,
    guid: `plex://${kind === 'video' ? 'movie' : 'track'}/coplay-${ratingKey}`,
    title,
    bitrateKbps,
  };
}

function joinParts(
  parts: LibraryItem['parts'],
  dash: readonly string[] | undefined,
): Pick<LibraryItem, 'parts' | 'joined' | 'durationMs'> {
  const [first, ...others] = parts;
  const sum = (field: 'durationMs' | 'fileDurationMs') =>
    parts.reduce((total, part) => total + part[field], 0);
  const durationMs = sum('durationMs');
  const whole = { durationMs, fileDurationMs: sum('fileDurationMs'), dash };
  // Files in sequence are no single file.
  const joined = others.length === 0 ? first : { ...first, ...whole, direct: undefined };
  return { parts, joined, durationMs };
}

type File = Omit<CataloguePart, 'dash' | keyof CatalogueVideoClaims> & CatalogueVideoClaims;

function videoPart(file: CataloguePart, change: ItemChange): LibraryPart {
  const { direct, dash, streams } = file;
  const container = file.container ?? direct?.container ?? 'mkv';
  const codec = file.audioCodec ?? (direct ? 'opus' : 'dca');
  const sound = { language: 'English', languageCode: 'eng', default: true };
  return assemblePart({ ...file, container }, change, {
    dash: dash && [dash.video, dash.audio],
    streams: streamsOf(
      file.partId,
      file.videoCodec ?? (direct ? 'vp9' : 'hevc'),
      streams ?? [{ type: 'audio', codec, ...sound }],
    ),
  });
}

function assemblePart(
  file: Pick<File, 'partId' | 'stamp' | 'durationMs' | 'missing'> &
    CatalogueClaims & {
      readonly container: string;
      readonly direct?: { readonly file: string; readonly size: number };
    },
  change: ItemChange,
  media: Pick<LibraryPart, 'dash' | 'streams'>,
): LibraryPart {
  const { partId, container, durationMs, direct } = file;
  const stamp = change.stamp ?? file.stamp;
  return {
    ...media,
    partId,
    stamp,
    container,
    key: `/library/parts/${partId}/${stamp}/file.${container}`,
    durationMs: Math.max(1, durationMs + (change.extraDurationMs ?? 0)),
    fileDurationMs: durationMs,
    direct: direct && { file: direct.file, size: direct.size },
    isMissing: file.missing ?? false,
  };
}
