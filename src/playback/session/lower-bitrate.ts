import type { PlexItem, PlexMediaType } from '../../plex/index.ts';
import type { RequestLimits } from '../core/stream-limits.ts';
import type { Decided } from './session-renewal-options.ts';

/** What a smaller bitrate is derived from. Kbps. */
export interface BitrateFacts {
  readonly mediaType: PlexMediaType;
  /** The limit that the host asks for. */
  readonly askedKbps?: number | undefined;
  /** The bitrate of what is to be played. */
  readonly sourceKbps?: number | undefined;
  /** What the server says that it has left. */
  readonly availableKbps?: number | undefined;
}

/** A bitrate that was lowered, and the limit of the host that it takes the place of. Kbps. */
export interface Lowered {
  readonly from: number | undefined;
  readonly kbps: number;
}

/** Below it a picture or sound is not worth playing; Plex Media Server converts to 64 kbps at least. Kbps. */
const floors = { video: 320, audio: 64 } as const;
/** Where no bitrate is known. Kbps. */
const usual = { video: 4_000, audio: 320 } as const;

/**
 * The bitrate of the one lower attempt after a refusal: what the server has left, if it says so, else half of what was asked for or
 * of the source. `undefined` where that would not be lower. Kbps.
 */
export function lowerBitrate(facts: BitrateFacts): number | undefined {
  const { mediaType, availableKbps } = facts;
  const given = [facts.askedKbps, facts.sourceKbps].filter(isPositive);
  const before = given.length > 0 ? Math.min(...given) : usual[mediaType];
  const isStated = isPositive(availableKbps) && availableKbps < before;
  const wanted = Math.floor(isStated ? availableKbps : before / 2);
  const lower = Math.max(wanted, floors[mediaType]);
  return lower < before ? lower : undefined;
}

/**
 * The bitrate of what plays, or is to be played. `undefined` for a conversion that keeps to another limit than `limitKbps`: it tells
 * nothing of what this limit yields. Kbps.
 */
export function sourceBitrate(
  attached: Decided | undefined,
  item: PlexItem | undefined,
  mediaType: PlexMediaType,
  limitKbps: number | undefined,
): number | undefined {
  if (!attached) return item?.parts[0]?.bitrateKbps;
  const { decision, request } = attached;
  const isOther = decision.outcome === 'transcode' && bitrateOf(request, mediaType) !== limitKbps;
  return isOther ? undefined : decision.part.bitrateKbps;
}

/** The limits of a request: those of the host, with a lowered bitrate until the host asks for another one. */
export function withLowered(
  asked: RequestLimits,
  mediaType: PlexMediaType,
  lowered: Lowered | undefined,
): RequestLimits {
  if (!lowered || lowered.from !== bitrateOf(asked, mediaType)) return asked;
  return { ...asked, [names[mediaType]]: lowered.kbps };
}

/** The limit for this type of media. Kbps. */
export function bitrateOf(limits: RequestLimits, mediaType: PlexMediaType): number | undefined {
  return limits[names[mediaType]];
}

const names = { video: 'maxVideoBitrateKbps', audio: 'musicBitrateKbps' } as const;

function isPositive(kbps: number | undefined): kbps is number {
  return kbps !== undefined && kbps > 0;
}
