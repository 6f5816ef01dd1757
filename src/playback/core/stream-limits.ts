import type { PlexMediaType, TranscodeRequest } from '../../plex/index.ts';
import { describeValue } from './describe-value.ts';
import { PlaybackError } from './playback-error.ts';

/** What the server is asked to keep to. A change is used at once: the source is replaced at its position. */
export interface StreamLimits {
  /**
   * The largest bitrate of a video, in kbps: a whole number such as 4000. A file above it is converted. Where the server has no
   * bandwidth left, a smaller one is asked for once. @default any bitrate
   */
  readonly maxVideoBitrateKbps?: number | undefined;
  /** As `maxVideoBitrateKbps`, for music: 192. @default any bitrate */
  readonly musicBitrateKbps?: number | undefined;
  /** The network between page and server: the server has limits of its own for `wan`. @default 'lan' */
  readonly network?: 'lan' | 'wan' | undefined;
}

/** The limits as they are part of a request. */
export type RequestLimits = Pick<
  TranscodeRequest,
  'maxVideoBitrateKbps' | 'musicBitrateKbps' | 'location'
>;

/** The names of all limits. */
export const limitNames = ['maxVideoBitrateKbps', 'musicBitrateKbps', 'network'] as const;

/** The limits that are given, and else those of `around`. */
export function withLimits(given: StreamLimits, around: StreamLimits): StreamLimits {
  return Object.fromEntries(limitNames.map((name) => [name, given[name] ?? around[name]]));
}

/**
 * The limits of a host for a request of this type of media.
 *
 * @throws PlaybackError `invalid-argument` that names the value and the right form
 */
export function checkLimits(limits: StreamLimits, mediaType: PlexMediaType): RequestLimits {
  const { network } = limits;
  if (isGiven(network) && network !== 'lan' && network !== 'wan')
    throw wrong('network', network, '"lan" or "wan"');
  const video = checkKbps(limits, 'maxVideoBitrateKbps');
  const music = checkKbps(limits, 'musicBitrateKbps');
  return {
    ...(mediaType === 'video' ? { maxVideoBitrateKbps: video } : { musicBitrateKbps: music }),
    location: network ?? undefined,
  };
}

function checkKbps(
  limits: StreamLimits,
  name: 'maxVideoBitrateKbps' | 'musicBitrateKbps',
): number | undefined {
  const given = limits[name];
  if (!isGiven(given)) return undefined;
  if (Number.isSafeInteger(given) && given > 0) return given;
  throw wrong(name, given, 'a whole number of kbps, such as 320');
}

function isGiven<T>(value: T | undefined): value is T & {} {
  return value !== undefined && value !== null;
}

function wrong(name: string, given: unknown, form: string): PlaybackError {
  return new PlaybackError('invalid-argument', {
    text: `This player was given ${describeValue(given)} as ${name}. Pass ${form}.`,
  });
}
