import {
  asBoolean,
  asNumber,
  asRecords,
  asSeconds,
  asText,
  type JsonRecord,
  readFields,
} from './json-fields.ts';

/** What the server will do with a stream. Only in the answer to a decision. */
export type StreamDecision = 'copy' | 'transcode' | 'burn' | 'ignore' | 'none';
/** What the server will do with a file. Only in the answer to a decision. */
export type PartDecision = 'directplay' | 'transcode' | 'none';

/**
 * A stream of a file: video, audio, subtitles, or the lyrics of a track. Optional fields are missing when the server left them
 * out. Rows of lists have no streams: fetch the item itself.
 */
export interface PlexStream {
  readonly id?: string | undefined;
  readonly kind: 'video' | 'audio' | 'subtitle' | 'lyrics' | 'other';
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
  /** Profile of Dolby Vision: 5 has no picture for other screens. */
  readonly DOVIProfile?: number | undefined;
  /** What the base layer of Dolby Vision is on other screens: 1 is HDR10, 2 SDR, 4 HLG, 0 nothing. */
  readonly DOVIBLCompatID?: number | undefined;
  readonly selected: boolean;
  /** The title in the file; without one, as `displayTitle`. */
  readonly title?: string | undefined;
  /** A label for menus, made by the server: `English (AAC Stereo)`. */
  readonly displayTitle?: string | undefined;
  /** A longer label: `Commentary (English AAC Stereo)`. */
  readonly extendedDisplayTitle?: string | undefined;
  /** Name of the language: `English`. */
  readonly language?: string | undefined;
  /** ISO 639-2/B: `eng`. */
  readonly languageCode?: string | undefined;
  /** BCP 47: `en-GB`. */
  readonly languageTag?: string | undefined;
  /** Whether these subtitles hold only what is to be shown to everybody, such as signs. */
  readonly forced?: boolean | undefined;
  /** Whether these subtitles also describe sounds. */
  readonly hearingImpaired?: boolean | undefined;
  readonly channels?: number | undefined;
  readonly bitrateKbps?: number | undefined;
  /** What brings the track to the reference loudness, in dB. Only for music that the server has analysed, as the four below. */
  readonly gain?: number | undefined;
  /** What brings the album to the reference loudness, in dB. */
  readonly albumGain?: number | undefined;
  /** Largest sample of the track: 1 is full scale, and decoded MP3 may be above it. */
  readonly peak?: number | undefined;
  /** Largest sample of the album. */
  readonly albumPeak?: number | undefined;
  /** Loudness of the track, in LUFS. */
  readonly loudness?: number | undefined;
  /** Path of subtitles or lyrics that are a separate file. */
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
  /** Which preview pictures the server has: `sd`, or `sd,hd`. */
  readonly indexes?: string | undefined;
  /** Whether the server can read the file, and whether it exists. Only with `checkFiles`. */
  readonly accessible?: boolean | undefined;
  readonly exists?: boolean | undefined;
  readonly streams: readonly PlexStream[];
}

/** All files of all versions (`Media[].Part[]`), in the server's order. */
export function parseParts(media: unknown): PlexPart[] {
  return asRecords(media).flatMap((version, mediaIndex) => {
    const parts = asRecords(version.Part);
    // The length of a version is that of its file only where there is one.
    const shared = parts.length > 1 ? { ...version, duration: undefined } : version;
    return parts.map((part, partIndex) => partFrom(shared, mediaIndex, part, partIndex));
  });
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
    ...readFields(asText, { ...version, ...part }, 'container videoCodec audioCodec indexes'),
    durationSeconds: asSeconds(part.duration) ?? asSeconds(version.duration),
    bitrateKbps: asNumber(version.bitrate) ?? asNumber(part.bitrate),
    ...readFields(asBoolean, part, 'accessible exists'),
    ...readFields(asNumber, { ...part, ...version }, 'size width height'),
    selected: asBoolean(part.selected) ?? asBoolean(version.selected) ?? false,
    decision: oneOf(part.decision, partDecisions),
    streams: asRecords(part.Stream).map(streamFrom),
  };
}

function streamFrom(stream: JsonRecord): PlexStream {
  return {
    ...readFields(
      asText,
      stream,
      'id codec profile displayTitle extendedDisplayTitle language languageCode languageTag key location',
    ),
    ...readFields(
      asNumber,
      stream,
      'index level bitDepth frameRate channels gain albumGain peak albumPeak loudness DOVIProfile DOVIBLCompatID',
    ),
    ...readFields(asBoolean, stream, 'forced hearingImpaired'),
    kind: streamKinds[asNumber(stream.streamType) ?? 0] ?? 'other',
    selected: asBoolean(stream.selected) ?? false,
    title: asText(stream.title) ?? asText(stream.displayTitle),
    bitrateKbps: asNumber(stream.bitrate),
    decision: oneOf(stream.decision, streamDecisions),
  };
}

/** By `streamType`. */
const streamKinds = ['other', 'video', 'audio', 'subtitle', 'lyrics'] as const;
const partDecisions = ['directplay', 'transcode', 'none'] as const;
const streamDecisions = ['copy', 'transcode', 'burn', 'ignore', 'none'] as const;

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  const text = asText(value)?.toLowerCase();
  return known.find((word) => word === text);
}
