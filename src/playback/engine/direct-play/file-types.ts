import type { PlexMediaType, PlexPart, PlexStream } from '../../../plex/index.ts';
import type { TrackKind } from '../next-tracks-step.ts';

/** A file in the words of browsers. */
export interface FileTypes {
  /** Such as `video/mp4`. `undefined` where the server names no container. */
  readonly container: string | undefined;
  /** Codec strings of the picture, in the order to try: one of them has to be supported. Empty without a picture. */
  readonly video: readonly string[];
  /** The same for the sound. */
  readonly audio: readonly string[];
}

const MP4 = 'mp4';
/**
 * MIME types without `audio/` or `video/`, by the names of containers of Plex and FFmpeg. QuickTime has the boxes of MP4. What is in no list is asked
 * for by its own name: no browser plays more than these.
 */
const containers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mp4: MP4,
    m4v: MP4,
    m4a: MP4,
    m4b: MP4,
    mov: MP4,
    mkv: 'x-matroska',
    mka: 'x-matroska',
    matroska: 'x-matroska',
    webm: 'webm',
    mpegts: 'mp2t',
    ts: 'mp2t',
    m2ts: 'mp2t',
    mpeg: 'mpeg',
    mpg: 'mpeg',
    avi: 'x-msvideo',
    asf: 'x-ms-asf',
    wmv: 'x-ms-wmv',
    flv: 'x-flv',
    '3gp': '3gpp',
    ogg: 'ogg',
    oga: 'ogg',
    ogv: 'ogg',
    opus: 'ogg',
    mp3: 'mpeg',
    flac: 'flac',
    wav: 'wav',
    aac: 'aac',
    adts: 'aac',
    aiff: 'aiff',
    wma: 'x-ms-wma',
  }),
);

/** Files of sound whose MIME types name their codec, unless it is another one. PCM has no codec string in any file. */
const simpleTypes: ReadonlyMap<string | undefined, RegExp> = new Map(
  Object.entries({
    mpeg: /^mp3$/,
    flac: /^flac$/,
    aac: /^aac$/,
    'x-ms-wma': /^wma/,
  }),
);

/** Codec strings that need no more than the name. What is in no list is asked for by its own name, which no browser knows. */
const audioCodecs: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    aac: ['mp4a.40.2'],
    ac3: ['ac-3'],
    eac3: ['ec-3'],
    mp3: ['mp3', 'mp4a.6B', 'mp4a.69'],
    flac: ['flac', 'fLaC'],
    opus: ['opus', 'Opus'],
    vorbis: ['vorbis'],
    alac: ['alac'],
    dca: ['dtsc'],
    dts: ['dtsc'],
  }),
);

/** Audio object types of AAC that differ from AAC-LC (2), by Plex's names of profiles. ISO/IEC 14496-3, 1.5.1. */
const aacProfiles: ReadonlyMap<string, number> = new Map(
  Object.entries({ 'he-aac': 5, 'he-aacv2': 29, ld: 23, eld: 39, 'xhe-aac': 42 }),
);

/** `profile_idc` and the constraints of AVC, by how Plex's names begin. ISO/IEC 14496-10, A.2. */
const avcProfiles = [
  ['constrained baseline', '42E0'],
  ['baseline', '4200'],
  ['main', '4D40'],
  ['extended', '5800'],
  ['high 10', '6E00'],
  ['high 4:2:2', '7A00'],
  ['high 4:4:4', 'F400'],
  ['cavlc 4:4:4', '2C00'],
] as const;

/** `general_level_idc` of HEVC: the level times thirty. ISO/IEC 23008-2, A.4. */
const hevcLevels: readonly number[] = [30, 60, 63, 90, 93, 120, 123, 150, 153, 156, 180, 183, 186];

/** The MIME type and the codec strings of a part, by RFC 6381 and the registrations of each codec. */
export function fileTypes(part: PlexPart, mediaType: PlexMediaType): FileTypes {
  const { streams } = part;
  const names = part.container?.toLowerCase().split(',') ?? [];
  const known = names.map((own) => containers.get(own)).find((one) => one !== undefined);
  const name = known ?? (names[0] && `x-${names[0]}`);
  const video = streams.find(({ kind }) => kind === 'video');
  const audio =
    streams.find(({ kind, selected }) => kind === 'audio' && selected) ?? firstAudio(part);
  // Lists of the library name the codecs of a version, and no streams.
  const codecOf = (stream: PlexStream | undefined, ofVersion: string | undefined) =>
    (stream?.codec ?? (stream || streams.length === 0 ? ofVersion : undefined))?.toLowerCase();
  const videoCodec = codecOf(video, part.videoCodec);
  const audioCodec = codecOf(audio, part.audioCodec);
  const isNamed =
    audioCodec?.startsWith('pcm') ||
    (mediaType === 'audio' && simpleTypes.get(name)?.test(audioCodec ?? ''));
  return {
    container: name && `${mediaType}/${name}`,
    // The cover of a song is a stream, too.
    video: mediaType === 'video' && videoCodec ? videoStrings(videoCodec, video) : [],
    audio: audioCodec && !isNamed ? audioStrings(audioCodec, audio) : [],
  };
}

/** Browsers play the first audio stream of a file, whichever is the default one. A stream without an index is another file. */
export function firstAudio({ streams }: PlexPart): PlexStream | undefined {
  const sounds = streams.filter(({ kind }) => kind === 'audio');
  const place = ({ index = -1 }: PlexStream) => (index < 0 ? Number.POSITIVE_INFINITY : index);
  return sounds.reduce<PlexStream | undefined>(
    (first, sound) => (first && place(first) <= place(sound) ? first : sound),
    undefined,
  );
}

function audioStrings(codec: string, stream: PlexStream | undefined): readonly string[] {
  const { profile = '' } = stream ?? {};
  const aac = aacProfiles.get(profile.toLowerCase());
  if (codec === 'aac' && aac) return [`mp4a.40.${aac}`];
  return audioCodecs.get(codec) ?? [codec];
}

function videoStrings(codec: string, stream: PlexStream | undefined): readonly string[] {
  const { profile = '', level = 0, bitDepth } = stream ?? {};
  const name = profile.toLowerCase();
  const bits = bitDepth === 10 || bitDepth === 12 ? bitDepth : 8;
  const depth = String(bits).padStart(2, '0');
  switch (codec) {
    case 'h264': {
      const hex = avcLevel(level).toString(16).padStart(2, '0').toUpperCase();
      const known = avcProfiles.find(([start]) => name.startsWith(start))?.[1];
      return [`avc1.${known ?? (bits > 8 ? '6E00' : '6400')}${hex}`];
    }
    case 'hevc': {
      const isExtended = bits > 10 || /rext|4:[24]|12/.test(name);
      const isTen = bits > 8 || name.includes('10');
      const idc = isExtended ? '4.10' : isTen ? '2.4' : '1.6';
      return ['hvc1', 'hev1'].map((tag) => `${tag}.${idc}.L${hevcLevel(level)}.B0`);
    }
    case 'vp9': {
      const number = Number(/[0-3]/.exec(name)?.[0] ?? (bits > 8 ? 2 : 0));
      return [`vp09.0${number}.41.${number > 1 && bits === 8 ? '10' : depth}`];
    }
    case 'av1': {
      const number = name === 'professional' || bits === 12 ? 2 : name === 'high' ? 1 : 0;
      return [`av01.${number}.08M.${depth}`];
    }
    case 'mpeg4':
      return ['mp4v.20.9'];
    default:
      return [codec];
  }
}

/** `level_idc`: the level times ten, 41 for 4.1, and 9 for 1b. Plex also gives what is no level, such as -99. */
function avcLevel(level: number): number {
  const times = level < 9 ? Math.round(level * 10) : level;
  return Number.isInteger(times) && times >= 9 && times <= 62 ? times : 40;
}

/** `general_level_idc`, also of a level times ten. */
function hevcLevel(level: number): number {
  const times = level < 9 ? Math.round(level * 30) : level;
  return [times, times * 3].find((idc) => hevcLevels.includes(idc)) ?? 120;
}

/** The tracks that an element has to play of a part. The cover of a song is none. */
export function tracksOf(
  { streams, videoCodec, audioCodec }: PlexPart,
  mediaType: PlexMediaType,
): TrackKind[] {
  if (mediaType === 'audio') return ['audio'];
  const has = (kind: TrackKind, codec: string | undefined) =>
    streams.length > 0 ? streams.some((stream) => stream.kind === kind) : codec !== undefined;
  const tracks: [TrackKind, string | undefined][] = [
    ['video', videoCodec],
    ['audio', audioCodec],
  ];
  return tracks.flatMap(([kind, codec]) => (has(kind, codec) ? [kind] : []));
}

/** What an element is for. */
export function mediaTypeOf({ localName }: { readonly localName: string }): PlexMediaType {
  return localName === 'audio' ? 'audio' : 'video';
}
