import { describe, expect, it } from 'vitest';
import { createPlaybackIds } from './create-playback-ids.ts';
import { idsQuery, renewTranscodeId } from './playback-ids.ts';

describe('createPlaybackIds', () => {
  it('combines a stable client identifier with new ids of the playback', () => {
    const ids = createPlaybackIds('fitness-music-1', 'audio');
    expect(ids).toMatchObject({
      plexClientSession: 'fitness-music-1',
      mediaType: 'audio',
      clientIdentifier: 'fitness-music-1-audio',
    });
    expect(ids.playbackId).toMatch(/^[a-z0-9]{24}$/);
    expect(ids.transcodeId).toMatch(/^[a-z0-9]{24}$/);
    expect(ids.transcodeId).not.toBe(ids.playbackId);
    expect(Object.isFrozen(ids)).toBe(true);

    const next = createPlaybackIds('fitness-music-1', 'audio');
    expect(next.clientIdentifier).toBe(ids.clientIdentifier);
    expect(next.playbackId).not.toBe(ids.playbackId);
    expect(next.transcodeId).not.toBe(ids.transcodeId);
  });

  it('derives base and client identifier from the same sanitized session', () => {
    const ids = createPlaybackIds('Living room / TV', 'audio');
    expect(ids.clientIdentifier).toBe(`${ids.plexClientSession}-audio`);
    expect(ids.clientIdentifier.length).toBeLessThanOrEqual(96);
  });
});

describe('renewTranscodeId', () => {
  it('changes the transcode id and nothing else', () => {
    const ids = createPlaybackIds('a', 'video');
    const renewed = renewTranscodeId(ids);
    expect(renewed).toEqual({ ...ids, transcodeId: renewed.transcodeId });
    expect(renewed.transcodeId).not.toBe(ids.transcodeId);
    expect(Object.isFrozen(renewed)).toBe(true);
  });
});

describe('idsQuery', () => {
  it('writes the three ids as query parameters', () => {
    const ids = createPlaybackIds('a', 'audio');
    expect(idsQuery(ids)).toEqual({
      session: ids.transcodeId,
      'X-Plex-Session-Identifier': ids.playbackId,
      'X-Plex-Client-Identifier': 'a-audio',
    });
  });
});
