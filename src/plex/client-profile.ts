import type { PlexMediaType } from './media-type.ts';

/** How converted media is delivered: DASH fragments, one growing file, or HLS. */
export type StreamProtocol = 'dash' | 'http' | 'hls';

/**
 * Value of X-Plex-Client-Profile-Extra: what the server may convert to, in place of the targets that its profile of the platform
 * has. A stream whose codec is named is copied. HEVC, AC3 and EAC3 are named for DASH where the browser's Media Source Extensions
 * take them; without those, as in a backend, only H.264 and AAC. AV1 and VP9 are no targets: browsers refuse the fragments that
 * Plex produces with them. The grammar is that of Plex's API description.
 */
export function clientProfileExtra(mediaType: PlexMediaType, protocol: StreamProtocol): string {
  const known = protocol === 'dash' ? mediaCodecs.filter(([, codec]) => takes(codec)) : [];
  const list = (kind: string, first: string) =>
    `&${kind}Codec=${[first, ...known.filter(([of]) => of === kind).map(([, , name]) => name)]}`;
  const isMusic = mediaType === 'audio';
  const isFile = protocol === 'http';
  const target = (type: string, container: string, codecs: string) =>
    `add-transcode-target(type=${type}Profile&context=streaming&protocol=${protocol}&container=${protocol === 'hls' ? 'mpegts' : container}${codecs}&replace=true)`;
  if (isMusic)
    return isFile
      ? target('music', 'mp3', '&audioCodec=mp3')
      : target('music', 'mp4', '&audioCodec=aac');
  // Not all browsers decode H.264 of more than 8 bits, and Main 10 is what they were asked for. The server copies what has no limit.
  const limits = (
    [
      ['h264', 8],
      ['hevc', 10],
    ] as const
  ).map(
    ([codec, bits]) =>
      `add-limitation(scope=videoCodec&scopeName=${codec}&type=upperBound&name=video.bitDepth&value=${bits}&replace=true)+`,
  );
  return limits.join('') + target('video', 'mp4', list('video', 'h264') + list('audio', 'aac'));
}

/** Kind, RFC 6381 string and Plex's name of codecs that not all browsers take. The one of HEVC is Main 10, which has Main in it. */
const mediaCodecs = [
  ['video', 'hvc1.2.4.L120.B0', 'hevc'],
  ['audio', 'ac-3', 'ac3'],
  ['audio', 'ec-3', 'eac3'],
] as const;

function takes(codec: string): boolean {
  const { ManagedMediaSource: managed, MediaSource: source = managed } = globalThis as MediaSources;
  return source?.isTypeSupported?.(`video/mp4; codecs="${codec}"`) ?? false;
}

/** This module has no types of browsers. */
interface MediaSources {
  readonly MediaSource?: { isTypeSupported?(type: string): boolean };
  readonly ManagedMediaSource?: { isTypeSupported?(type: string): boolean };
}
