import type { PlexMediaType, PlexPart, PlexStream } from '../../../plex/index.ts';
import type { TrackKind } from '../next-tracks-step.ts';

/** A file in the words of browsers. */
export interface FileTypes {
  /** Such as `video/mp4`. `undefined` where the server names no container, or one that has no MIME type. */
  readonly container: string | undefined;
  /** Codec strings of the picture, in the order to try: one of them has to be supported. Empty without a picture. */
  readonly video: readonly string[];
  /** The same for the sound. */
  readonly audio: readonly string[];
}

const MP4 = 'mp4';
/** MIME types without `audio/` or `video/`, by Plex's names of containers. QuickTime has the boxes of MP4. */
const containers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mp4: MP4,
    m4v: MP4,
    m4a: MP4,
    mov: MP4,
    mkv: 'x-matroska',
    webm: 'webm',
    mpegts: 'mp2t',
    ts: 'mp2t',
    m2ts: 'mp2t',
    mpeg: 'mpeg',
    avi: 'x-msvideo',
    asf: 'x-ms-asf',
    wmv: 'x-ms-wmv',
    flv: 'x-flv',
    '3gp': '3gpp',
    ogg: 'ogg',
    oga: 'ogg',
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

/** Files of sound with one codec, whose MIME types have no codec string. */
const simpleTypes: ReadonlySet<string | undefined> = new Set([
  'mpeg',
  'flac',
  'wav',
  'aac',
  'aiff',
  'x-ms-wma',
]);

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
  }),
);

/** `profile_idc` and the constraints of AVC, by Plex's names. ISO/IEC 14496-10, A.2. */
const avcProfiles: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'constrained baseline': '42E0',
    baseline: '4200',
    main: '4D40',
    extended: '5800',
    high: '6400',
    'high 10': '6E00',
    'high 4:2:2': '7A00',
    'high 4:4:4 predictive': 'F400',
  }),
);

/** The MIME type and the codec strings of a part, by RFC 6381 and the registrations of each codec. */
export function fileTypes(part: PlexPart, mediaType: PlexMediaType): FileTypes {
  const { container = '', streams } = part;
  const name = containers.get(container.toLowerCase());
  const video = streams.find(({ kind }) => kind === 'video');
  const audio =
    streams.find(({ kind, selected }) => kind === 'audio' && selected) ?? firstAudio(part);
  // Lists of the library name the codecs of a version, and no streams.
  const videoCodec = video?.codec ?? (streams.length > 0 ? undefined : part.videoCodec);
  const audioCodec = audio?.codec ?? (streams.length > 0 ? undefined : part.audioCodec);
  const isSimple = mediaType === 'audio' && simpleTypes.has(name);
  return {
    container: name && `${mediaType}/${name}`,
    // The cover of a song is a stream, too.
    video: mediaType === 'video' && videoCodec ? videoStrings(videoCodec, video) : [],
    audio:
      audioCodec && !isSimple ? (audioCodecs.get(audioCodec.toLowerCase()) ?? [audioCodec]) : [],
  };
}

/** Browsers play the first audio stream of a file, whichever is the default one. */
export function firstAudio({ streams }: PlexPart): PlexStream | undefined {
  return streams.find(({ kind }) => kind === 'audio');
}

function videoStrings(codec: string, stream: PlexStream | undefined): readonly string[] {
  const { profile = '', level, bitDepth = 8 } = stream ?? {};
  const name = profile.toLowerCase();
  const depth = String(bitDepth).padStart(2, '0');
  switch (codec.toLowerCase()) {
    case 'h264': {
      // Of AVC, Plex gives the level times ten: 41 is 4.1.
      const hex = (level || 40).toString(16).padStart(2, '0').toUpperCase();
      return [`avc1.${avcProfiles.get(name) ?? '6400'}${hex}`];
    }
    case 'hevc': {
      const idc = name.includes('10') || bitDepth > 8 ? '2.4' : '1.6';
      // `general_level_idc`: the level times thirty.
      return ['hvc1', 'hev1'].map((tag) => `${tag}.${idc}.L${level || 120}.B0`);
    }
    case 'vp9': {
      const number = /[0-3]/.exec(name)?.[0] ?? (bitDepth > 8 ? '2' : '0');
      return [`vp09.0${number}.41.${depth}`];
    }
    case 'av1':
      return [`av01.0.08M.${depth}`];
    case 'mpeg4':
      return ['mp4v.20.9'];
    default:
      return [codec.toLowerCase()];
  }
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
