import type {
  CatalogueAlbum,
  CataloguePart,
  CatalogueSeason,
  CatalogueShow,
  CatalogueTrack,
  CatalogueVersion,
  CatalogueVideo,
} from '../media-catalogue.ts';
import type { MediaKind } from '../server-snapshot.ts';
import {
  assemblePart,
  type LibraryPart,
  musicDash,
  type PartChange,
  videoDash,
  videoPart,
} from './library-part.ts';
import { streamsOf } from './library-stream.ts';

/** One version of an item. */
export interface LibraryVersion {
  readonly id: string;
  /** Picture size in pixels. `undefined` for music. */
  readonly picture: { readonly width: number; readonly height: number } | undefined;
  readonly bitrateKbps: number;
  /** What the metadata says, at least 1. Of a split version the sum of its parts. */
  readonly durationMs: number;
  /** More than one for a split version. */
  readonly parts: readonly [LibraryPart, ...LibraryPart[]];
  /** The source of a transcode of the whole version. Its `key` is that of the first part. */
  readonly joined: LibraryPart;
  readonly title: string | undefined;
  readonly proxyType: number | undefined;
}

/** The place of an episode in its series. */
export interface EpisodePlace {
  readonly show: CatalogueShow;
  readonly season: CatalogueSeason;
  /** From 1. */
  readonly index: number;
}

/** An item of the library in its present state: faults may have changed it. */
export interface LibraryItem {
  readonly ratingKey: string;
  readonly kind: Exclude<MediaKind, 'subtitles'>;
  /** Unchanged when the rating key changes. */
  readonly guid: string;
  readonly title: string;
  /** The length of the first version. */
  readonly durationMs: number;
  readonly versions: readonly [LibraryVersion, ...LibraryVersion[]];
  readonly refused: boolean;
  readonly art: string | undefined;
  readonly video: CatalogueVideo | undefined;
  readonly track: CatalogueTrack | undefined;
  readonly album: CatalogueAlbum | undefined;
  /** The rating key of the artist of the album. */
  readonly artistKey: string | undefined;
  /** Of an episode. */
  readonly place: EpisodePlace | undefined;
}

/** What faults have changed in an item. */
export interface ItemChange extends PartChange {
  readonly ratingKey?: string;
}

/** All files of all versions. */
export function partsOf({ versions }: LibraryItem): LibraryPart[] {
  return versions.flatMap(({ parts }) => parts);
}

/** The source of a transcode: one part, or without an index the whole version. */
export function sourceOf(version: LibraryVersion, partIndex: number | undefined): LibraryPart {
  return (partIndex === undefined ? undefined : version.parts[partIndex]) ?? version.joined;
}

/** The version of an index, else the first one. */
export function versionOf({ versions }: LibraryItem, mediaIndex: number): LibraryVersion {
  return versions[mediaIndex] ?? versions[0];
}

/** The version that a part belongs to. */
export function versionOfPart(
  { versions }: LibraryItem,
  { partId }: Pick<LibraryPart, 'partId'>,
): LibraryVersion {
  return versions.find(({ parts }) => parts.some((part) => part.partId === partId)) ?? versions[0];
}

export function videoItem(
  video: CatalogueVideo,
  change: ItemChange = {},
  place?: EpisodePlace | undefined,
): LibraryItem {
  const first = videoVersion(video, change);
  const { durationMs } = video;
  const others = (video.versions ?? []).map((version) => videoVersion({ durationMs, ...version }));
  return {
    ...shared('video', video, change),
    durationMs: first.durationMs,
    versions: [first, ...others],
    refused: video.refused ?? false,
    art: video.art,
    video,
    track: undefined,
    album: undefined,
    artistKey: undefined,
    place,
  };
}

function videoVersion(
  version: (CatalogueVersion & { readonly durationMs: number }) | CatalogueVideo,
  change: ItemChange = {},
): LibraryVersion {
  const { parts: files = [], width, height, bitrateKbps } = version;
  const whole = version as CataloguePart;
  const [first = whole, ...rest] = files;
  const last = rest.length;
  const part = (file: CataloguePart, at: number) =>
    videoPart(file, version, {
      ...(at === 0 && change.stamp !== undefined && { stamp: change.stamp }),
      ...(at === last && { extraDurationMs: change.extraDurationMs ?? 0 }),
    });
  const parts = [
    part(first, 0),
    ...rest.map((file, at) => part(file, at + 1)),
  ] as const satisfies LibraryVersion['parts'];
  const dash = videoDash(version.dash, version);
  return {
    ...joinParts(parts, dash),
    picture: { width, height },
    bitrateKbps,
    // The title of a film is none of its version.
    title: 'type' in version ? undefined : version.title,
    proxyType: 'type' in version ? undefined : version.proxyType,
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
    dash: musicDash(track.dash),
    streams: streamsOf(track.partId, undefined, [{ type: 'audio', codec, default: true }]),
  });
  const version = {
    ...joinParts([part], part.dash),
    ...{ picture: undefined, bitrateKbps: track.bitrateKbps },
    ...{ title: undefined, proxyType: undefined },
  };
  return {
    ...shared('music', track, change),
    durationMs: version.durationMs,
    versions: [version],
    refused: false,
    art: album?.art,
    video: undefined,
    track,
    album,
    artistKey,
    place: undefined,
  };
}

function shared(
  kind: LibraryItem['kind'],
  item: CatalogueVideo | CatalogueTrack,
  change: ItemChange,
): Pick<LibraryItem, 'ratingKey' | 'kind' | 'guid' | 'title'> {
  const { ratingKey, title } = item;
  const type = 'type' in item && item.type === 'episode' ? 'episode' : 'movie';
  return {
    ratingKey: change.ratingKey ?? ratingKey,
    kind,
    guid: `plex://${kind === 'video' ? type : 'track'}/coplay-${ratingKey}`,
    title,
  };
}

function joinParts(
  parts: LibraryVersion['parts'],
  dash: LibraryPart['dash'],
): Pick<LibraryVersion, 'id' | 'parts' | 'joined' | 'durationMs'> {
  const [first, ...others] = parts;
  const sum = (field: 'durationMs' | 'fileDurationMs') =>
    parts.reduce((total, part) => total + part[field], 0);
  const durationMs = sum('durationMs');
  const whole = { durationMs, fileDurationMs: sum('fileDurationMs'), dash };
  // Files in sequence are no single file.
  const joined = others.length === 0 ? first : { ...first, ...whole, direct: undefined };
  return { id: String(Number(first.partId) + 1), parts, joined, durationMs };
}
