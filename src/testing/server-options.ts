import {
  type Checks,
  isPlainObject,
  optional,
  readFields,
  text,
  trueOrFalse,
  wholeNumberBetween,
} from './check-fields.ts';
import type { MediaCatalogue } from './media-catalogue.ts';

/**
 * Which stream the server ends when another begins. It is not known what a real Plex Media Server does; the values cover all
 * behaviours that were described in public.
 *
 * - `off`: no stream.
 * - `adhoc`: a start or part request without a decision ends all other streams of the account.
 * - `client`: a new stream ends the older ones of the same client identifier, unless both had a
 *   decision and a session identifier of their own.
 * - `client-strict`: a new stream ends the older ones of the same client identifier, always.
 * - `account-music`: one music transcode per account.
 * - `strict`: `adhoc`, `client-strict` and `account-music` together.
 */
export type EvictionRule =
  | 'off'
  | 'adhoc'
  | 'client'
  | 'client-strict'
  | 'account-music'
  | 'strict';

/**
 * The answer to a segment of a transcode that has ended. All four occur in public reports.
 *
 * - `404`: status 404, after 100 ms.
 * - `empty`: 200 without a body.
 * - `stub`: 200 with 78 bytes that are no media.
 * - `hang`: no answer for 45 s, then 404.
 */
export type DeadSegments = '404' | 'empty' | 'stub' | 'hang';

/** Time after which the server ends an idle stream, in milliseconds of its own clock. */
export interface IdleLimits {
  /** A transcode without timelines and pings. @default 330000 */
  readonly transcodeIdleMs: number;
  /** A transcode of which nothing was fetched, without timelines and pings. @default 300000 */
  readonly neverFetchedMs: number;
  /** A decision without a start. @default 300000 */
  readonly decidedMs: number;
  /** Direct play, or a stream that only timelines report, without another report or request. @default 180000 */
  readonly directPlayMs: number;
  /** A paused stream with timelines and without pings. `undefined`: timelines keep it alive. @default undefined */
  readonly pausedWithoutPingMs: number | undefined;
  /** A paused stream, by the server setting "terminate sessions paused for longer than". @default undefined */
  readonly pausedLongerThanMs: number | undefined;
}

/** Settings that {@link PlexServer.configure} can change. */
export interface PlexServerSettings {
  /** Which stream the server ends when another begins. @default 'adhoc' */
  readonly evict: EvictionRule;
  /**
   * Without a decision, `1.42` serves media in an ad-hoc session; `1.43` answers a start with 400 and a part with 503.
   * @default '1.43'
   */
  readonly generation: '1.42' | '1.43';
  /** The answer to a segment of a transcode that has ended. @default '404' */
  readonly deadSegments: DeadSegments;
  /** Time in which a new transcode delivers nothing, in milliseconds. @default 0 */
  readonly warmUpMs: number;
  /** Segments in that time: hold the request, or answer 200 without a body. @default 'hold' */
  readonly warmUp: 'hold' | 'empty';
  /** Speed of the encoder: seconds of media per second. @default 500 */
  readonly encoderSpeed: number;
  /** A segment that the encoder does not reach in this time is held that long, then answered 404. Milliseconds. @default 10000 */
  readonly seekHangMs: number;
  /** Whether a transcode with `fastSeek=1` jumps to such a segment instead, in about 180 ms. @default false */
  readonly fastSeekRestarts: boolean;
  /**
   * After more than five transcodes in ten seconds, further starts of the client are answered 400 for this time, in milliseconds.
   * 0: never. Real servers do so for 60 to 90 seconds. @default 0
   */
  readonly rapidStartsMs: number;
  /**
   * The bandwidth that the server has for a client, in kbps. Direct play above it is refused with code 3001, a conversion is
   * made smaller, and below 64 nothing fits (2001). 0: any. @default 0
   */
  readonly availableKbps: number;
  /**
   * Whether the account has a Plex Pass. Without it, nobody sees markers, and a client that takes nothing but HEVC gets no picture.
   * @default true
   */
  readonly plexPass: boolean;
  /** Preferred languages of the account (ISO 639-2/B: `ger`), until streams are chosen. `''` for those of the file. @default '' */
  readonly audioLanguage: string;
  /** The same of subtitles: `''` selects none. @default '' */
  readonly subtitleLanguage: string;
  /** Whether decisions and starts follow the parameter `audioStreamID`. Sources disagree. @default false */
  readonly audioStreamParameter: boolean;
  /** The format of text out of a media file, for a client whose profile names none. Sources disagree. @default 'ass' */
  readonly embeddedText: 'ass' | 'srt';
  /** Seconds of media that the server reads through per second to take text out of it. @default 500 */
  readonly subtitleSpeed: number;
  /** Whether decisions answer another container than the one that was asked for. @default false */
  readonly otherContainer: boolean;
  /** Whether a timeline of a conversion with `autoAdjustQuality=1` is answered with `Bandwidths`. @default false */
  readonly bandwidthHints: boolean;
  /** The share of an item after which it counts as watched, in percent. @default 90 */
  readonly playedPercent: number;
  /** What counts as watched: that share, the start of the final or of the first credits, or the first of share and credits. @default 'earliest' */
  readonly playedAt: 'share' | 'final-credits' | 'first-credits' | 'earliest';
  /** What a `stopped` timeline ends: the playback that it names, or the current one of its client. @default 'sid' */
  readonly stopScope: 'sid' | 'client';
  /** Delay of a `stop`, in milliseconds. @default 200 */
  readonly stopDelayMs: number;
  /** Whether answers have the header `Access-Control-Allow-Origin: *`. @default true */
  readonly cors: boolean;
  /** When idle streams end. */
  readonly limits: IdleLimits;
}

/** A change of settings. Those left out stay unchanged. */
export type PlexServerPatch = Optional<Omit<PlexServerSettings, 'limits'>> & {
  readonly limits?: Optional<IdleLimits> | undefined;
};

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The initial settings, and options that can't be changed later. */
export interface PlexServerOptions extends PlexServerPatch {
  /** The path that the server answers below, such as `/plex/abc`. Other paths are 404. @default '' */
  readonly basePath?: string | undefined;
  /** The valid token. With `null` or an empty one, no token is needed. @default null */
  readonly token?: string | null | undefined;
  /** The media library. @default the small library inside the package */
  readonly catalogue?: MediaCatalogue | undefined;
  /**
   * Adds items of rare kinds, which play files of the catalogue: split films 670001 (of two formats) and 670002, films that say
   * they are HEVC 670003 or have AC3 670004, one with two languages and subtitles 670005, one without its file 670006, one that is
   * copied 670007, an album of several artists on two discs 145000, and its playlist 145900, and a track that says it is lossless 145010. Variations of the film with choices: one
   * that is copied 670010, three versions 670011, odd subtitles 670012, odd marks and previews 670013, none 670014, and the series
   * 670020 with two episodes in one file. @default false
   */
  readonly specialItems?: boolean | undefined;
  /** Adds the playlist 799999 of so many tracks, 800000 and following, which play files of the catalogue. @default 0 */
  readonly manyTracks?: number | undefined;
  /** Adds the routes `/emu/*`: log, snapshot, settings, clock and faults over HTTP, for a server on a port. @default false */
  readonly control?: boolean | undefined;
  /** Identifies the server. @default 40 random hex digits */
  readonly machineIdentifier?: string | undefined;
  /** The name of the account in log and sessions. @default 'coplay' */
  readonly userName?: string | undefined;
  /** The real time, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/**
 * Returns the base path with a leading slash and without a trailing one. Empty for the root.
 * @throws RangeError for an invalid path
 */
export function readBasePath(given: string | undefined): string {
  const path = given ?? '';
  if (typeof path !== 'string' || /[?#\s]/.test(path))
    throw new RangeError('coplay: `basePath` must be a path such as /plex/abc.');
  const inside = path.replace(/^\/+|\/+$/g, '');
  // Encoded as in the URL of a request.
  return new URL(`/${inside}`, 'http://plex').pathname.replace(/\/$/, '');
}

/** Options that cannot be changed later. `basePath` has a check of its own. */
const OPTIONS: Checks = {
  token: optional(text),
  control: optional(trueOrFalse),
  specialItems: optional(trueOrFalse),
  manyTracks: optional(wholeNumberBetween(0, 100_000)),
  machineIdentifier: optional(text),
  userName: optional(text),
  now: optional({ accepts: (value) => typeof value === 'function', wants: 'a function' }),
  catalogue: optional({
    accepts: (value) => isPlainObject(value) && typeof value.read === 'function',
    wants: 'a catalogue with a function `read`',
  }),
};

/** @throws RangeError that names the wrong option */
export function checkOptions(options: PlexServerOptions): void {
  readFields(options, OPTIONS, 'the options of the server');
}
