import {
  anyNumber,
  type Check,
  type Checks,
  milliseconds,
  numberBetween,
  oneOf,
  optional,
  readFields,
  text,
  trueOrFalse,
} from './check-fields.ts';
import type { IdleLimits, PlexServerPatch, PlexServerSettings } from './server-options.ts';

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
  availableKbps: 0,
  plexPass: true,
  audioLanguage: '',
  subtitleLanguage: '',
  audioStreamParameter: false,
  embeddedText: 'ass',
  subtitleSpeed: 500,
  otherContainer: false,
  bandwidthHints: false,
  playedPercent: 90,
  playedAt: 'earliest',
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

const SETTINGS: { readonly [K in Exclude<keyof PlexServerSettings, 'limits'>]: Check } = {
  evict: oneOf(['off', 'adhoc', 'client', 'client-strict', 'account-music', 'strict']),
  generation: oneOf(['1.42', '1.43']),
  deadSegments: oneOf(['404', 'empty', 'stub', 'hang']),
  warmUpMs: milliseconds,
  warmUp: oneOf(['hold', 'empty']),
  encoderSpeed: anyNumber,
  seekHangMs: milliseconds,
  fastSeekRestarts: trueOrFalse,
  rapidStartsMs: milliseconds,
  availableKbps: anyNumber,
  plexPass: trueOrFalse,
  audioLanguage: text,
  subtitleLanguage: text,
  audioStreamParameter: trueOrFalse,
  embeddedText: oneOf(['ass', 'srt']),
  subtitleSpeed: anyNumber,
  otherContainer: trueOrFalse,
  bandwidthHints: trueOrFalse,
  playedPercent: numberBetween(1, 100),
  playedAt: oneOf(['share', 'final-credits', 'first-credits', 'earliest']),
  stopScope: oneOf(['sid', 'client']),
  stopDelayMs: milliseconds,
  cors: trueOrFalse,
};

const LIMITS: { readonly [K in keyof IdleLimits]: Check } = {
  transcodeIdleMs: milliseconds,
  neverFetchedMs: milliseconds,
  decidedMs: milliseconds,
  directPlayMs: milliseconds,
  pausedWithoutPingMs: milliseconds,
  pausedLongerThanMs: milliseconds,
};

/**
 * The settings after a change. Accepts parsed JSON: unknown keys are dropped, and null counts as undefined.
 * @throws RangeError for an invalid value
 */
export function withPatch(patch: PlexServerPatch, settings = DEFAULTS): PlexServerSettings {
  const changes = readFields(patch, optionally(SETTINGS), 'the settings');
  const limits = patch.limits ?? {};
  const limitChanges = readFields(limits, optionally(LIMITS), '`limits`');
  // These two can be switched off.
  for (const name of ['pausedWithoutPingMs', 'pausedLongerThanMs'] as const) {
    if (name in limits) limitChanges[name] = limits[name] ?? undefined;
  }
  return { ...settings, ...changes, limits: { ...settings.limits, ...limitChanges } };
}

function optionally(checks: Checks): Checks {
  return Object.fromEntries(
    Object.entries(checks).map(([name, check]) => [name, optional(check)] as const),
  );
}
