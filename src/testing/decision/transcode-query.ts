import type { RequestFacts } from '../http/request-facts.ts';
import {
  augmentProfile,
  builtInProfile,
  type ClientProfile,
  type ProfileProblem,
} from './client-profile.ts';

export type Protocol = 'dash' | 'hls' | 'http';

/** The values of a transcode query. */
export interface TranscodeQuery {
  readonly ratingKey: string;
  /** `undefined` lets the server choose: -1, or not sent. */
  readonly mediaIndex: number | undefined;
  readonly partIndex: number | undefined;
  readonly protocol: Protocol;
  readonly directPlay: boolean;
  readonly directStream: boolean;
  readonly directStreamAudio: boolean;
  /** Whether the client vouches for the file: then its profile does not count for direct play. */
  readonly vouches: boolean;
  /** `auto` if it was not sent. */
  readonly subtitles: string;
  /** Whether ASS is drawn into the picture where the server chooses (`advancedSubtitles`). */
  readonly burnsAdvanced: boolean;
  /** The stream of the parameter `audioStreamID`, which servers ignore. */
  readonly audioStreamId: string | undefined;
  /** Whether the server may change the quality while it plays. */
  readonly autoAdjusts: boolean;
  /** Whether times count from the start of the item, whatever the offset is. */
  readonly copiesTimes: boolean;
  /** The format of `format`, for text. */
  readonly format: string | undefined;
  readonly offsetSeconds: number;
  readonly fastSeek: boolean;
  /** The bitrate limit in kbps; `undefined` for none. */
  readonly capKbps: number | undefined;
  /** The largest picture in pixels; `undefined` for any. */
  readonly box: { readonly width: number; readonly height: number } | undefined;
  readonly profile: ClientProfile;
  /** What is wrong with the profile, for the log. */
  readonly problems: readonly ProfileProblem[];
}

/** Reads the query of a decision or start. Returns the reason for status 400 if it is invalid. */
export function readTranscodeQuery(facts: RequestFacts): TranscodeQuery | string {
  const { query, sentClientIdentifier, platform } = facts;
  if (!sentClientIdentifier) return 'X-Plex-Client-Identifier is missing';
  if (!platform) return 'X-Plex-Platform is missing';
  const profileName = query.get('X-Plex-Client-Profile-Name') ?? undefined;
  const builtIn = builtInProfile(platform, profileName);
  if (!builtIn) return `unable to find a matching profile for ${platform}`;
  const ratingKey = ratingKeyIn(query.get('path') ?? '');
  if (!ratingKey) return 'path is missing';
  const directPlay = isOn(query, 'directPlay', false);
  const subtitles = query.get('subtitles') ?? 'auto';
  if (directPlay && subtitles === 'burn') {
    return 'directPlay=1 and subtitles=burn exclude each other';
  }
  const protocol = query.get('protocol') ?? 'http';
  if (protocol !== 'dash' && protocol !== 'hls' && protocol !== 'http') {
    return `unknown protocol ${protocol}`;
  }
  const mediaIndex = indexOf(query, 'mediaIndex');
  const partIndex = indexOf(query, 'partIndex');
  const caps = facts.path.startsWith('/video/')
    ? ['maxVideoBitrate', 'videoBitrate', 'peakBitrate']
    : ['musicBitrate'];
  const quality = query.get('videoQuality');
  if (quality !== null && !(Number(quality) >= 0 && Number(quality) <= 100)) {
    return `videoQuality is ${quality}, and has to be 0 to 100`;
  }
  const offset = Number(query.get('offset') ?? 0);
  return {
    ratingKey,
    mediaIndex,
    partIndex,
    protocol,
    directPlay,
    directStream: isOn(query, 'directStream', true),
    directStreamAudio: isOn(query, 'directStreamAudio', true),
    vouches:
      isOn(query, 'hasMDE', false) &&
      directPlay &&
      mediaIndex !== undefined &&
      partIndex !== undefined,
    subtitles,
    burnsAdvanced: query.get('advancedSubtitles') === 'burn',
    audioStreamId: query.get('audioStreamID') ?? undefined,
    autoAdjusts: isOn(query, 'autoAdjustQuality', false),
    copiesTimes: isOn(query, 'copyts', false),
    format: query.get('format') ?? undefined,
    offsetSeconds: offset > 0 ? offset : 0,
    fastSeek: isOn(query, 'fastSeek', false),
    capKbps: lowest(caps.map((name) => Number(query.get(name) ?? 0))),
    box: boxOf(query.get('videoResolution')),
    ...augmentProfile(builtIn, query.get('X-Plex-Client-Profile-Extra') ?? ''),
  };
}

/** The lowest positive number. 0 means no limit. */
export function lowest(values: readonly (number | undefined)[]): number | undefined {
  const limits = values.filter((value) => value !== undefined && value > 0) as number[];
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function isOn(query: URLSearchParams, name: string, otherwise: boolean): boolean {
  const value = query.get(name);
  return value === null ? otherwise : value === '1' || value === 'true';
}

function indexOf(query: URLSearchParams, name: string): number | undefined {
  const value = Number.parseInt(query.get(name) ?? '', 10);
  return value >= 0 ? value : undefined;
}

function boxOf(text: string | null): TranscodeQuery['box'] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text ?? '') ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}

/** The rating key in the parameter `path`, whose segments are encoded a second time. */
function ratingKeyIn(path: string): string | undefined {
  const part = /^\/library\/metadata\/([^/?]+)$/.exec(path)?.[1];
  try {
    return part && decodeURIComponent(part);
  } catch {
    return part;
  }
}
