import type { MediaCatalogue } from './media-catalogue.ts';

/**
 * Which stream the server ends when another begins. Nobody has settled what a real Plex Media Server
 * goes by, so every reading found in public is here to choose.
 *
 * - `off`: none.
 * - `adhoc`: a start or part request without a decision ends everything else of the account.
 * - `client`: a new stream ends the older ones of the same client identifier, unless both had a
 *   decision and a session identifier of their own.
 * - `client-strict`: a new stream ends the older ones of the same client identifier, always.
 * - `account-music`: one music transcode for the whole account.
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
 * What a segment of a transcode that is gone answers; all four were seen in public reports.
 *
 * - `404`: that, after 100 ms.
 * - `empty`: 200 without a body.
 * - `stub`: 200 with 78 bytes that are no media.
 * - `hang`: nothing for 45 s, then 404.
 */
export type DeadSegments = '404' | 'empty' | 'stub' | 'hang';

/** How long the server waits before it gives a stream up, in milliseconds of its own clock. */
export interface IdleLimits {
  /** A transcode with neither timeline nor ping. @default 330000 */
  readonly transcodeIdleMs: number;
  /** A transcode of which nothing was ever fetched, with neither timeline nor ping. @default 300000 */
  readonly neverFetchedMs: number;
  /** A decision that was never followed by a start. @default 300000 */
  readonly decidedMs: number;
  /** Direct play, or a row made by a timeline alone, without a further report or request. @default 180000 */
  readonly directPlayMs: number;
  /** Paused with timelines but no ping; undefined: timelines are enough. @default undefined */
  readonly pausedWithoutPingMs: number | undefined;
  /** The server setting "terminate sessions paused for longer than". @default undefined */
  readonly pausedLongerThanMs: number | undefined;
}

/** What can be changed while the server runs, by {@link PlexServer.configure}. */
export interface PlexServerSettings {
  /** Which stream ends when another begins. @default 'adhoc' */
  readonly evict: EvictionRule;
  /**
   * `1.42` serves without a decision (by an ad-hoc session); `1.43` answers such a start with 400 and
   * such a part with 503. @default '1.43'
   */
  readonly generation: '1.42' | '1.43';
  /** What a segment of a transcode that is gone answers. @default '404' */
  readonly deadSegments: DeadSegments;
  /** How long a new transcode delivers nothing. @default 0 */
  readonly warmUpMs: number;
  /** What it does meanwhile: hold the request, or answer 200 without a body. @default 'hold' */
  readonly warmUp: 'hold' | 'empty';
  /** Seconds of media the encoder makes in a second. @default 500 */
  readonly encoderSpeed: number;
  /** A segment further ahead than the encoder gets in this time is held that long, then 404. @default 10000 */
  readonly seekHangMs: number;
  /** A transcode asked for with `fastSeek=1` jumps to such a segment instead (about 180 ms). @default false */
  readonly fastSeekRestarts: boolean;
  /**
   * A client that starts more than five transcodes in ten seconds gets 400 for further ones, for this long; 0: never. 60 to
   * 90 seconds were seen. @default 0
   */
  readonly rapidStartsMs: number;
  /** What a `stopped` timeline ends: the playback it names, or whatever its client plays now. @default 'sid' */
  readonly stopScope: 'sid' | 'client';
  /** How long `stop` takes to take effect. @default 200 */
  readonly stopDelayMs: number;
  /** Whether answers carry `Access-Control-Allow-Origin: *`. @default true */
  readonly cors: boolean;
  /** When it gives a stream up that nobody tends. */
  readonly limits: IdleLimits;
}

/** A change of settings; what is left out stays. */
export type PlexServerPatch = Optional<Omit<PlexServerSettings, 'limits'>> & {
  readonly limits?: Optional<IdleLimits> | undefined;
};

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The settings to begin with, and what stays as it is while the server runs. */
export interface PlexServerOptions extends PlexServerPatch {
  /** The path the server lives under: `/plex/abc`. 404 outside. @default '' */
  readonly basePath?: string | undefined;
  /** The one good token; null, or an empty one, asks for none. @default null */
  readonly token?: string | null | undefined;
  /** What the server has to play. @default the small library inside the package */
  readonly catalogue?: MediaCatalogue | undefined;
  /** Adds `/emu/*`: log, snapshot, settings, clock and faults over HTTP, for a server on a port. @default false */
  readonly control?: boolean | undefined;
  /** What tells this server from all others. @default a random one of 40 hex digits */
  readonly machineIdentifier?: string | undefined;
  /** The name the log and the session rows give the account. @default 'coplay' */
  readonly userName?: string | undefined;
  /** The real time, in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

const DEFAULTS: PlexServerSettings = {
  evict: 'adhoc',
  generation: '1.43',
  deadSegments: '404',
  warmUpMs: 0,
  warmUp: 'hold',
  encoderSpeed: 500,
  seekHangMs: 10_000,
  fastSeekRestarts: false,
  rapidStartsMs: 0,
  stopScope: 'sid',
  stopDelayMs: 200,
  cors: true,
  limits: {
    transcodeIdleMs: 330_000,
    neverFetchedMs: 300_000,
    decidedMs: 300_000,
    directPlayMs: 180_000,
    pausedWithoutPingMs: undefined,
    pausedLongerThanMs: undefined,
  },
};

/**
 * With a slash before it and none behind it; empty for the root.
 * @throws RangeError for what can be no path
 */
export function readBasePath(given: string | undefined): string {
  const path = given ?? '';
  if (typeof path !== 'string' || /[?#\s]/.test(path))
    throw new RangeError('coplay: `basePath` is a path such as /plex/abc.');
  const inside = path.replace(/^\/+|\/+$/g, '');
  // As it stands in the URL of a request.
  return new URL(`/${inside}`, 'http://plex').pathname.replace(/\/$/, '');
}

/** What can be chosen from; anything else would only show much later. */
const CHOICES: { readonly [K in keyof PlexServerSettings]?: readonly PlexServerSettings[K][] } = {
  evict: ['off', 'adhoc', 'client', 'client-strict', 'account-music', 'strict'],
  generation: ['1.42', '1.43'],
  deadSegments: ['404', 'empty', 'stub', 'hang'],
  warmUp: ['hold', 'empty'],
  stopScope: ['sid', 'client'],
};

/**
 * The settings after a change. Keys it does not know are dropped, so that it can take parsed JSON, where null stands for
 * undefined.
 * @throws RangeError for a value that is none of those to choose from, or no number where one is wanted.
 */
export function withPatch(patch: PlexServerPatch, settings = DEFAULTS): PlexServerSettings {
  const limits = patch.limits ?? {};
  if (typeof limits !== 'object') throw new RangeError('coplay: `limits` is an object.');
  const next = {
    ...assignKnown(settings, patch),
    limits: {
      ...assignKnown(settings.limits, limits),
      // These two may be switched off.
      ...('pausedWithoutPingMs' in limits && {
        pausedWithoutPingMs: limits.pausedWithoutPingMs ?? undefined,
      }),
      ...('pausedLongerThanMs' in limits && {
        pausedLongerThanMs: limits.pausedLongerThanMs ?? undefined,
      }),
    },
  };
  check(next, CHOICES);
  check(next.limits, {});
  return next;
}

function check(values: object, choices: Readonly<Record<string, readonly unknown[]>>): void {
  const usual: object = { ...DEFAULTS, ...DEFAULTS.limits };
  for (const [name, value] of Object.entries(values)) {
    const choice = choices[name];
    if (choice && !choice.includes(value))
      throw new RangeError(`coplay: \`${name}\` is one of ${choice.join(', ')}.`);
    const wantsNumber =
      typeof usual[name as keyof typeof usual] === 'number' || name.endsWith('Ms');
    const isNumber = typeof value === 'number' && value >= 0;
    if (wantsNumber && value !== undefined && !isNumber)
      throw new RangeError(`coplay: \`${name}\` is a number from 0.`);
    if (name === 'encoderSpeed' && value === Number.POSITIVE_INFINITY)
      throw new RangeError('coplay: `encoderSpeed` is a finite number.');
  }
}

function assignKnown<T extends object>(base: T, patch: object): T {
  const known = Object.entries(patch).filter(
    ([key, value]) => key in base && key !== 'limits' && (value ?? undefined) !== undefined,
  );
  return { ...base, ...Object.fromEntries(known) };
}
