import {
  asBoolean,
  asNumber,
  asRecords,
  asSeconds,
  asText,
  type JsonRecord,
} from './json-fields.ts';

/** What the server will do with a stream. Only in the answer to a decision. */
export type StreamDecision = 'copy' | 'transcode' | 'burn' | 'ignore' | 'none';
/** What the server will do with a file. Only in the answer to a decision. */
export type PartDecision = 'directplay' | 'transcode' | 'none';

/** A video, audio or subtitle stream of a file. */
export interface PlexStream {
  readonly id?: string | undefined;
  readonly kind: 'video' | 'audio' | 'subtitle' | 'other';
  readonly codec?: string | undefined;
  readonly index?: number | undefined;
  /** Profile of the codec in words: `high`, `main 10`. */
  readonly profile?: string | undefined;
  /** Level of the codec: of AVC times ten (41), of HEVC times thirty (120). */
  readonly level?: number | undefined;
  /** Bits per colour of a picture. */
  readonly bitDepth?: number | undefined;
  /** Pictures per second. */
  readonly frameRate?: number | undefined;
  /** 5 has no picture for screens without Dolby Vision. */
  readonly dolbyVisionProfile?: number | undefined;
  readonly selected: boolean;
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly languageCode?: string | undefined;
  readonly channels?: number | undefined;
  readonly bitrateKbps?: number | undefined;
  /** Path of a subtitle that is a separate file. */
  readonly key?: string | undefined;
  readonly decision?: StreamDecision | undefined;
  /** How the stream is delivered, such as `direct` or `segments-av`. Only in the answer to a decision. */
  readonly location?: string | undefined;
}

/** One file of one version of an item. */
export interface PlexPart {
  /** Empty when the server named none. */
  readonly id: string;
  /** `/library/parts/{id}/{changestamp}/file.ext`. Changes with the file. Empty when the server named none. */
  readonly key: string;
  /** Index of the version and of the file, as a request names them. */
  readonly mediaIndex: number;
  readonly partIndex: number;
  readonly container?: string | undefined;
  readonly durationSeconds?: number | undefined;
  /** Size in bytes. */
  readonly size?: number | undefined;
  /** Bitrate of the whole version if the server gives it, else of the file. */
  readonly bitrateKbps?: number | undefined;
  readonly videoCodec?: string | undefined;
  readonly audioCodec?: string | undefined;
  /** Picture size in pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Whether the server marked this file as the one that the decision is about. */
  readonly selected: boolean;
  readonly decision?: PartDecision | undefined;
  readonly streams: readonly PlexStream[];
}

/** All files of all versions (`Media[].Part[]`), in the server's order. */
export function parseParts(media: unknown): PlexPart[] {
  return asRecords(media).flatMap((version, mediaIndex) =>
    asRecords(version.Part).map((part, partIndex) =>
      partFrom(version, mediaIndex, part, partIndex),
    ),
  );
}

function partFrom(
  version: JsonRecord,
  mediaIndex: number,
  part: JsonRecord,
  partIndex: number,
): PlexPart {
  return {
    id: asText(part.id) ?? '',
    key: asText(part.key) ?? '',
    mediaIndex,
    partIndex,
    container: asText(part.container) ?? asText(version.container),
    durationSeconds: asSeconds(part.duration) ?? asSeconds(version.duration),
    size: asNumber(part.size),
    bitrateKbps: asNumber(version.bitrate) ?? asNumber(part.bitrate),
    videoCodec: asText(version.videoCodec),
    audioCodec: asText(version.audioCodec),
    width: asNumber(version.width) ?? asNumber(part.width),
    height: asNumber(version.height) ?? asNumber(part.height),
    selected: asBoolean(part.selected) ?? asBoolean(version.selected) ?? false,
    decision: oneOf(part.decision, partDecisions),
    streams: asRecords(part.Stream).map(streamFrom),
  };
}

function streamFrom(stream: JsonRecord): PlexStream {
  return {
    id: asText(stream.id),
    kind: streamKinds[asNumber(stream.streamType) ?? 0] ?? 'other',
    codec: asText(stream.codec),
    index: asNumber(stream.index),
    profile: asText(stream.profile),
    level: asNumber(stream.level),
    bitDepth: asNumber(stream.bitDepth),
    frameRate: asNumber(stream.frameRate),
    dolbyVisionProfile: asNumber(stream.DOVIProfile),
    selected: asBoolean(stream.selected) ?? false,
    title: asText(stream.displayTitle) ?? asText(stream.title),
    language: asText(stream.language),
    languageCode: asText(stream.languageCode),
    channels: asNumber(stream.channels),
    bitrateKbps: asNumber(stream.bitrate),
    key: asText(stream.key),
    decision: oneOf(stream.decision, streamDecisions),
    location: asText(stream.location),
  };
}

const streamKinds: Readonly<Record<number, PlexStream['kind']>> = {
  1: 'video',
  2: 'audio',
  3: 'subtitle',
};
const partDecisions = ['directplay', 'transcode', 'none'] as const;
const streamDecisions = ['copy', 'transcode', 'burn', 'ignore', 'none'] as const;

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  const text = asText(value)?.toLowerCase();
  return known.find((word) => word === text);
}
