import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPlaybackIds } from './create-playback-ids.ts';
import { PlexError } from './errors.ts';
import { type TranscodeRequest, transcodePath, transcodeQuery } from './transcode-query.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const video = createPlaybackIds('single-1', 'video');
const music = createPlaybackIds('music-1', 'audio');

function query(overrides: Partial<TranscodeRequest> = {}) {
  return transcodeQuery({ ids: video, ratingKey: '662548', ...overrides });
}

describe('transcodeQuery', () => {
  it('sends what Plex Web sends, without a limit or an offset', () => {
    expect(query()).toEqual({
      path: '/library/metadata/662548',
      mediaIndex: 0,
      partIndex: 0,
      protocol: 'dash',
      session: video.transcodeId,
      transcodeSessionId: video.transcodeId,
      'X-Plex-Session-Identifier': video.playbackId,
      'X-Plex-Client-Identifier': 'single-1',
      hasMDE: true,
      directPlay: true,
      directStream: true,
      directStreamAudio: true,
      fastSeek: true,
      subtitles: 'none',
      location: 'lan',
      offset: undefined,
      maxVideoBitrate: undefined,
      musicBitrate: undefined,
      'X-Plex-Client-Profile-Extra': expect.stringContaining('add-limitation('),
    });
  });

  it('sends a bitrate limit only when given, and only for its media type', () => {
    const caps = { maxVideoBitrateKbps: 4000, musicBitrateKbps: 192 };
    expect(query(caps)).toMatchObject({ maxVideoBitrate: 4000, musicBitrate: undefined });
    expect(query({ ids: music, ...caps })).toMatchObject({
      maxVideoBitrate: undefined,
      musicBitrate: 192,
    });
    // 0 and null mean "no cap" to people, and an empty picture to a server.
    expect(query({ maxVideoBitrateKbps: 0 }).maxVideoBitrate).toBeUndefined();
    expect(query({ maxVideoBitrateKbps: null as never }).maxVideoBitrate).toBeUndefined();
  });

  it.each([
    [0, undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [1e-7, undefined],
    [12, 12],
    [12.3456789, 12.346],
  ])('an offset of %d s is sent as %s', (offsetSeconds, offset) => {
    expect(query({ offsetSeconds }).offset).toBe(offset);
  });

  it('never writes an exponent', () => {
    fc.assert(
      fc.property(fc.double(), (offsetSeconds) => {
        expect(String(query({ offsetSeconds }).offset ?? '0')).toMatch(/^\d+(\.\d{1,3})?$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('requests no direct play with burned-in subtitles', () => {
    expect(query({ subtitles: 'burn' })).toMatchObject({ directPlay: false, subtitles: 'burn' });
    expect(query({ directPlay: false })).toMatchObject({ directPlay: false, subtitles: 'none' });
  });

  it('requests music as DASH or as one file', () => {
    const extra = (protocol?: 'dash' | 'http' | 'hls') =>
      query({ ids: music, protocol })['X-Plex-Client-Profile-Extra'];
    expect(extra()).toBe(
      'add-transcode-target(type=musicProfile&context=streaming&protocol=dash&container=mp4&audioCodec=aac&replace=true)',
    );
    expect(extra('http')).toContain('protocol=http&container=mp3&audioCodec=mp3');
    expect(extra('hls')).toContain('protocol=hls&container=mpegts&audioCodec=aac');
  });

  it('names no codec that browsers refuse in the fragments of Plex', () => {
    expect(String(query()['X-Plex-Client-Profile-Extra'])).not.toMatch(/av1|vp9/i);
  });

  it.each(['', '.', '..', undefined, -1, 1.5, Number.NaN, {}])(
    'refuses the key %s',
    (ratingKey) => {
      expect(() => query({ ratingKey: ratingKey as string })).toThrow(PlexError);
    },
  );

  it.each([1.5, -2, Number.NaN, '0'])('refuses the index %s', (mediaIndex) => {
    expect(() => query({ mediaIndex: mediaIndex as number })).toThrow(/mediaIndex/);
    expect(() => query({ partIndex: mediaIndex as number })).toThrow(/partIndex/);
  });
});

describe('transcodePath', () => {
  it('is the path of the video or the music transcoder', () => {
    expect(transcodePath(video, 'decision')).toBe('/video/:/transcode/universal/decision');
    expect(transcodePath(music, 'start.mpd')).toBe('/music/:/transcode/universal/start.mpd');
  });
});
