import { ownField } from '../own-field.ts';
import { listOf, type ProfileDirective, parseProfileExtra } from './profile-grammar.ts';

/** A kind of file that the client plays as it is. `*` is any. */
export interface DirectPlayProfile {
  readonly type: string;
  readonly container: readonly string[];
  readonly videoCodec: readonly string[];
  readonly audioCodec: readonly string[];
}

/** What the server may convert to. Codecs are in order of preference; one that is not in the list is converted. */
export interface TranscodeTarget {
  readonly type: string;
  readonly context: string;
  readonly protocol: string;
  readonly container: string;
  readonly videoCodec: readonly string[];
  readonly audioCodec: readonly string[];
}

/** A limit of what the client plays. */
export interface Limitation {
  /** `videoCodec`, `videoAudioCodec`, `musicCodec`, `videoContainer` … */
  readonly scope: string;
  /** A codec or container, or `*`. */
  readonly scopeName: string;
  readonly type: 'match' | 'notMatch' | 'upperBound' | 'lowerBound';
  /** `video.bitDepth`, `audio.channels` … */
  readonly name: string;
  readonly value: string;
  readonly isRequired: boolean;
}

export interface ClientProfile {
  readonly directPlay: readonly DirectPlayProfile[];
  readonly targets: readonly TranscodeTarget[];
  readonly limitations: readonly Limitation[];
}

const target = (
  type: string,
  protocol: string,
  container: string,
  videoCodec: string,
  audioCodec: string,
): TranscodeTarget => ({
  ...{ type, context: 'streaming', protocol, container },
  videoCodec: listOf(videoCodec),
  audioCodec: listOf(audioCodec),
});

/** The profile of browsers. Its exact contents are not published. */
const BROWSER: ClientProfile = {
  directPlay: [
    { type: 'videoProfile', container: ['mp4'], videoCodec: ['h264'], audioCodec: ['aac', 'mp3'] },
    { type: 'musicProfile', container: ['mp3'], videoCodec: [], audioCodec: ['mp3'] },
    { type: 'musicProfile', container: ['mp4'], videoCodec: [], audioCodec: ['aac'] },
  ],
  targets: [
    target('videoProfile', 'dash', 'mp4', 'h264', 'aac,mp3'),
    target('videoProfile', 'hls', 'mpegts', 'h264', 'aac,mp3'),
    target('musicProfile', 'dash', 'mp4', '', 'aac'),
    target('musicProfile', 'hls', 'mpegts', '', 'aac'),
    target('musicProfile', 'http', 'mp3', '', 'mp3'),
  ],
  limitations: [],
};

/** A client that knows nothing names its targets. */
const GENERIC: ClientProfile = {
  directPlay: [],
  targets: [target('musicProfile', 'http', 'mp3', '', 'mp3')],
  limitations: [],
};

/** The platforms with a built-in profile. Others have to name a profile. */
const PLATFORMS: ReadonlyMap<string, ClientProfile> = new Map([
  ...['chrome', 'edge', 'firefox', 'microsoft edge', 'opera', 'safari', 'web'].map(
    (name) => [name, BROWSER] as const,
  ),
  ...['android', 'plex home theater', 'roku', 'tvos'].map((name) => [name, BROWSER] as const),
  [
    'ios',
    { ...BROWSER, targets: BROWSER.targets.filter(({ type }) => type === 'videoProfile') },
  ] as const,
  ['generic', GENERIC],
]);

/** The built-in profile of a name, or else of a platform. `undefined` if there is none. */
export function builtInProfile(
  platform: string,
  name: string | undefined,
): ClientProfile | undefined {
  if (!name) return PLATFORMS.get(platform.toLowerCase());
  return PLATFORMS.get(name.toLowerCase()) ?? GENERIC;
}

/** What to log about an entry that has no effect. */
export interface ProfileProblem {
  readonly level: 'WARN' | 'ERROR';
  readonly text: string;
}

/** Applies `X-Plex-Client-Profile-Extra` to a profile. An entry that is unknown or incomplete has no effect. */
export function augmentProfile(
  profile: ClientProfile,
  extra: string,
): { readonly profile: ClientProfile; readonly problems: readonly ProfileProblem[] } {
  const { directives, unread } = parseProfileExtra(extra);
  const problems: ProfileProblem[] = unread.map((text) => warning(`cannot read ${text}`));
  let result = profile;
  for (const directive of directives) {
    const changed = apply(result, directive);
    if ('text' in changed) problems.push(changed);
    else result = changed;
  }
  return { profile: result, problems };
}

function warning(text: string): ProfileProblem {
  return { level: 'WARN', text: `Client profile: ${text}.` };
}

function apply(
  profile: ClientProfile,
  { verb, values }: ProfileDirective,
): ClientProfile | ProfileProblem {
  const needs = ownField(REQUIRED, verb);
  if (!needs) return warning(`unknown directive ${verb}`);
  const missing = needs.find((key) => !values.get(key));
  if (missing) return warning(`${verb} without ${missing}`);
  switch (verb) {
    case 'add-direct-play-profile':
      return addDirectPlay(profile, values);
    case 'add-limitation':
      return addLimitation(profile, values);
    case 'add-transcode-target':
      return addTarget(profile, values);
    case 'add-settings':
      return profile;
    default:
      return addCodecs(profile, values, verb.startsWith('append'));
  }
}

const TARGET = ['type', 'context', 'protocol'] as const;

/** The keys that each verb needs. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'add-direct-play-profile': ['type', 'container', 'audioCodec'],
  'add-limitation': ['scope', 'scopeName', 'type', 'name'],
  'add-transcode-target': [...TARGET, 'container'],
  'append-transcode-target-codec': TARGET,
  'add-transcode-target-codec': TARGET,
  'add-settings': [],
};

type Values = ProfileDirective['values'];

function addDirectPlay(profile: ClientProfile, values: Values): ClientProfile | ProfileProblem {
  const type = values.get('type') ?? '';
  if (type === 'videoProfile' && !(values.get('videoCodec') && values.get('subtitleCodec')))
    return warning('add-direct-play-profile needs videoCodec, audioCodec and subtitleCodec');
  const codecs = [values.get('videoCodec'), values.get('audioCodec'), values.get('subtitleCodec')];
  if (codecs.every((codec) => codec === undefined || codec === '*'))
    return warning('add-direct-play-profile needs a codec other than *');
  const added: DirectPlayProfile = {
    type,
    container: listOf(values.get('container')),
    videoCodec: listOf(values.get('videoCodec')),
    audioCodec: listOf(values.get('audioCodec')),
  };
  return { ...profile, directPlay: [...profile.directPlay, added] };
}

function addLimitation(profile: ClientProfile, values: Values): ClientProfile | ProfileProblem {
  const type = values.get('type');
  if (type !== 'match' && type !== 'notMatch' && type !== 'upperBound' && type !== 'lowerBound')
    return warning(`add-limitation of the unknown type ${type}`);
  const value = values.get('value') ?? values.get('substring') ?? values.get('regex');
  if (value === undefined) return warning('add-limitation without value');
  const scope = values.get('scope') ?? '';
  const scopeName = values.get('scopeName') ?? '';
  const name = values.get('name') ?? '';
  const isRequired = values.get('isRequired') === 'true';
  // It removes all limitations of the scope, whatever their name is.
  const kept = isReplacing(values)
    ? profile.limitations.filter((one) => one.scope !== scope || one.scopeName !== scopeName)
    : profile.limitations;
  return {
    ...profile,
    limitations: [...kept, { scope, scopeName, type, name, value, isRequired }],
  };
}

function addTarget(profile: ClientProfile, values: Values): ClientProfile | ProfileProblem {
  const { type, context, protocol } = keyOf(values);
  const isSame = isTarget(values);
  const replaces = isReplacing(values);
  if (!replaces && profile.targets.some(isSame)) {
    const text = `Client profile: a transcode target for ${type}, ${context} and ${protocol} already exists.`;
    return { level: 'ERROR', text };
  }
  const added: TranscodeTarget = {
    ...{ type, context, protocol, container: values.get('container') ?? '' },
    videoCodec: listOf(values.get('videoCodec')),
    audioCodec: listOf(values.get('audioCodec')),
  };
  return { ...profile, targets: [...profile.targets.filter((one) => !isSame(one)), added] };
}

function addCodecs(
  profile: ClientProfile,
  values: Values,
  atTheBack: boolean,
): ClientProfile | ProfileProblem {
  const isSame = isTarget(values);
  if (!profile.targets.some(isSame)) return warning('there is no such transcode target');
  const joined = (present: readonly string[], value: string | undefined): string[] => {
    const added = listOf(value);
    const all = atTheBack ? [...present, ...added] : [...added, ...present];
    return [...new Set(all)];
  };
  const targets = profile.targets.map((one) =>
    isSame(one)
      ? {
          ...one,
          videoCodec: joined(one.videoCodec, values.get('videoCodec')),
          audioCodec: joined(one.audioCodec, values.get('audioCodec')),
        }
      : one,
  );
  return { ...profile, targets };
}

function keyOf(values: Values): Pick<TranscodeTarget, 'type' | 'context' | 'protocol'> {
  const [type = '', context = '', protocol = ''] = TARGET.map((name) => values.get(name));
  return { type, context, protocol };
}

function isTarget(values: Values): (target: TranscodeTarget) => boolean {
  const { type, context, protocol } = keyOf(values);
  return (one) => one.type === type && one.context === context && one.protocol === protocol;
}

function isReplacing(values: Values): boolean {
  return values.get('replace') === 'true';
}
