import { describe, expect, it } from 'vitest';
import { type PlexMediaType, type PlexPart, parseItem } from '../../../plex/index.ts';
import { fileTypes, firstAudio, tracksOf } from './file-types.ts';

type Stream = Record<string, unknown>;

/** A part as a server describes it. */
function partOf(
  container: string | undefined,
  streams: readonly Stream[],
  version: Stream = {},
): PlexPart {
  const Media = [{ container, ...version, Part: [{ id: '1', Stream: streams }] }];
  const [part] = parseItem({ ratingKey: '1', Media }).parts;
  if (!part) throw new Error('No part.');
  return part;
}
const video = (codec: string, more: Stream = {}) => ({ streamType: 1, codec, ...more });
const audio = (codec: string, more: Stream = {}) => ({ streamType: 2, codec, ...more });
const types = (part: PlexPart, mediaType: PlexMediaType = 'video') => fileTypes(part, mediaType);

describe('fileTypes', () => {
  it.each([
    ['mp4', 'video/mp4'],
    ['MOV', 'video/mp4'],
    ['mkv', 'video/x-matroska'],
    ['webm', 'video/webm'],
    ['mpegts', 'video/mp2t'],
    ['avi', 'video/x-msvideo'],
    ['m4b', 'video/mp4'],
    ['mka', 'video/x-matroska'],
    ['ogv', 'video/ogg'],
    ['Matroska,WebM', 'video/x-matroska'],
    ['mov,mp4,m4a,3gp,3g2,mj2', 'video/mp4'],
    ['nut', 'video/x-nut'],
    ['constructor', 'video/x-constructor'],
    ['', undefined],
    [undefined, undefined],
  ])('names the container %s', (container, type) => {
    expect(types(partOf(container, [])).container).toBe(type);
  });

  it.each<[Stream, string]>([
    [video('h264', { profile: 'high', level: 41 }), 'avc1.640029'],
    [video('h264', { profile: 'Main', level: '31' }), 'avc1.4D401F'],
    [video('h264', { profile: 'constrained baseline', level: 30 }), 'avc1.42E01E'],
    [video('h264', { profile: 'high 10', level: 51, bitDepth: 10 }), 'avc1.6E0033'],
    [video('h264'), 'avc1.640028'],
    [video('h264', { profile: 'toString', level: 0 }), 'avc1.640028'],
    [video('h264', { profile: 'High 10 Intra', level: '4.1' }), 'avc1.6E0029'],
    [video('h264', { profile: 'high 4:2:2 intra', level: 4 }), 'avc1.7A0028'],
    [video('h264', { profile: 'high 4:4:4', level: -99 }), 'avc1.F40028'],
    [video('h264', { profile: 'cavlc 4:4:4', level: 9 }), 'avc1.2C0009'],
    [video('h264', { bitDepth: '10', level: 40.5 }), 'avc1.6E0028'],
    [video('h264', { level: 1e21 }), 'avc1.640028'],
    [video('hevc', { profile: 'main', level: 120 }), 'hvc1.1.6.L120.B0'],
    [video('hevc', { profile: 'main 10', level: 153 }), 'hvc1.2.4.L153.B0'],
    [video('hevc', { bitDepth: 10 }), 'hvc1.2.4.L120.B0'],
    [video('hevc', { profile: 'Main 10', level: '5.1' }), 'hvc1.2.4.L153.B0'],
    [video('hevc', { level: 51 }), 'hvc1.1.6.L153.B0'],
    [video('hevc', { level: -99 }), 'hvc1.1.6.L120.B0'],
    [video('hevc', { profile: 'rext', bitDepth: 10, level: 120 }), 'hvc1.4.10.L120.B0'],
    [video('hevc', { profile: 'main 4:2:2 10' }), 'hvc1.4.10.L120.B0'],
    [video('hevc', { profile: 'main 12' }), 'hvc1.4.10.L120.B0'],
    [video('hevc', { bitDepth: 12 }), 'hvc1.4.10.L120.B0'],
    [video('vp9', { profile: 2 }), 'vp09.02.41.10'],
    [video('vp9', { profile: 'profile 1' }), 'vp09.01.41.08'],
    [video('vp9', { bitDepth: 12 }), 'vp09.02.41.12'],
    [video('vp9', { bitDepth: 0 }), 'vp09.00.41.08'],
    [video('av1', { profile: 'high' }), 'av01.1.08M.08'],
    [video('av1', { profile: 'professional', bitDepth: 12 }), 'av01.2.08M.12'],
    [video('av1', { profile: 'main', bitDepth: 9.5 }), 'av01.0.08M.08'],
    [video('mpeg2video'), 'mpeg2video'],
    [video('vp9', { profile: '0' }), 'vp09.00.41.08'],
    [video('vp9', { profile: 'Profile 2', bitDepth: 10 }), 'vp09.02.41.10'],
    [video('vp9'), 'vp09.00.41.08'],
    [video('vp8'), 'vp8'],
    [video('av1', { bitDepth: 10 }), 'av01.0.08M.10'],
    [video('mpeg4'), 'mp4v.20.9'],
    [video('VC1'), 'vc1'],
  ])('names the picture %j', (stream, codec) => {
    expect(types(partOf('mp4', [stream])).video[0]).toBe(codec);
  });

  it.each([
    ['aac', 'mp4a.40.2'],
    ['AAC', 'mp4a.40.2'],
    ['dts', 'dtsc'],
    ['ac3', 'ac-3'],
    ['eac3', 'ec-3'],
    ['mp3', 'mp3'],
    ['flac', 'flac'],
    ['opus', 'opus'],
    ['dca', 'dtsc'],
    ['truehd', 'truehd'],
    ['constructor', 'constructor'],
  ])('names the sound %s', (plex, codec) => {
    expect(types(partOf('mp4', [audio(plex)])).audio[0]).toBe(codec);
  });

  it.each([
    ['lc', 'mp4a.40.2'],
    ['HE-AAC', 'mp4a.40.5'],
    ['he-aacv2', 'mp4a.40.29'],
    ['ld', 'mp4a.40.23'],
    ['eld', 'mp4a.40.39'],
    ['xhe-aac', 'mp4a.40.42'],
    ['main', 'mp4a.40.2'],
    ['toString', 'mp4a.40.2'],
  ])('names AAC of profile %s', (profile, codec) => {
    expect(types(partOf('mp4', [audio('aac', { profile })])).audio).toEqual([codec]);
  });

  it('has both tags of HEVC, one of which a browser may know', () => {
    expect(types(partOf('mp4', [video('hevc')])).video).toEqual([
      'hvc1.1.6.L120.B0',
      'hev1.1.6.L120.B0',
    ]);
  });

  it('takes the codecs of the version where a list names no streams', () => {
    const part = partOf('mkv', [], { videoCodec: 'h264', audioCodec: 'ac3' });
    expect(types(part)).toEqual({
      container: 'video/x-matroska',
      video: ['avc1.640028'],
      audio: ['ac-3'],
    });
    expect(tracksOf(part, 'video')).toEqual(['video', 'audio']);
  });

  it('takes the codecs of the version for streams that name none', () => {
    const streams = [{ streamType: 1 }, { streamType: 2 }];
    const part = partOf('mp4', streams, { videoCodec: 'vp9', audioCodec: 'ac3' });
    expect(types(part)).toMatchObject({ video: ['vp09.00.41.08'], audio: ['ac-3'] });
  });

  it('takes the streams where there are any: a film may be silent', () => {
    const part = partOf('mp4', [video('h264')], { videoCodec: 'h264', audioCodec: 'aac' });
    expect(types(part).audio).toEqual([]);
    expect(tracksOf(part, 'video')).toEqual(['video']);
  });

  it.each([
    ['mp3', 'mp2', 'mp2'],
    ['wav', 'dca', 'dtsc'],
    ['wav', 'adpcm_ms', 'adpcm_ms'],
    ['ogg', 'FLAC', 'flac'],
  ])('names the codec of songs in %s that the type does not name: %s', (container, plex, codec) => {
    expect(types(partOf(container, [audio(plex)]), 'audio').audio[0]).toBe(codec);
  });

  it.each(['mkv', 'mov', 'wav'])(
    'has no codec for PCM in %s, which plays and has no codec string',
    (container) => {
      const part = partOf(container, [video('h264'), audio('pcm')]);
      expect(types(part)).toMatchObject({ video: ['avc1.640028'], audio: [] });
      expect(types(partOf(container, [audio('pcm_s24le')]), 'audio').audio).toEqual([]);
    },
  );

  it('takes the sound that is first in the file, whatever the order of the list', () => {
    const aac = audio('aac', { index: 1 });
    const ac3 = audio('ac3', { index: 2 });
    const beside = audio('mp3', { index: -1 });
    expect(firstAudio(partOf('mkv', [beside, ac3, aac]))).toMatchObject({ codec: 'aac' });
    expect(firstAudio(partOf('mkv', [audio('ac3'), audio('aac')]))).toMatchObject({ codec: 'ac3' });
  });

  it('has no codec for songs whose type names it, and no cover', () => {
    const song = partOf('mp3', [audio('mp3'), video('mjpeg')]);
    expect(types(song, 'audio')).toEqual({ container: 'audio/mpeg', video: [], audio: [] });
    expect(tracksOf(song, 'audio')).toEqual(['audio']);
    expect(types(partOf('wav', []), 'audio').audio).toEqual([]);
    expect(types(partOf('mp4', [audio('alac')]), 'audio')).toEqual({
      container: 'audio/mp4',
      video: [],
      audio: ['alac'],
    });
  });
});
