import { describe, expect, it } from 'vitest';
import { type PlexMediaType, type PlexPart, parseItem } from '../../../plex/index.ts';
import { fileTypes, tracksOf } from './file-types.ts';

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
    ['nut', undefined],
    ['constructor', undefined],
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
    [video('hevc', { profile: 'main', level: 120 }), 'hvc1.1.6.L120.B0'],
    [video('hevc', { profile: 'main 10', level: 153 }), 'hvc1.2.4.L153.B0'],
    [video('hevc', { bitDepth: 10 }), 'hvc1.2.4.L120.B0'],
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

  it('takes the streams where there are any: a film may be silent', () => {
    const part = partOf('mp4', [video('h264')], { videoCodec: 'h264', audioCodec: 'aac' });
    expect(types(part).audio).toEqual([]);
    expect(tracksOf(part, 'video')).toEqual(['video']);
  });

  it('has no codec for songs whose type names it, and no cover', () => {
    const song = partOf('mp3', [audio('mp3'), video('mjpeg')]);
    expect(types(song, 'audio')).toEqual({ container: 'audio/mpeg', video: [], audio: [] });
    expect(tracksOf(song, 'audio')).toEqual(['audio']);
    expect(types(partOf('mp4', [audio('alac')]), 'audio')).toEqual({
      container: 'audio/mp4',
      video: [],
      audio: ['alac'],
    });
  });
});
