import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as plex from './index.ts';

describe('coplay/plex', () => {
  it('runs a playback in Node, from the decision to the stop', async () => {
    const asked: URL[] = [];
    const part = {
      id: '145739',
      key: '/library/parts/145739/1587179308/file.mp3',
      decision: 'directplay',
    };
    const connection = plex.createPlexConnection({
      baseUrl: 'http://plex.local:32400',
      token: 'sEcr3t-Token',
      product: 'Gym backend',
      fetch: async (input) => {
        const url = new URL(String(input));
        asked.push(url);
        if (!url.pathname.endsWith('/decision')) return new Response('{"MediaContainer":{}}');
        return Response.json({
          MediaContainer: {
            generalDecisionCode: 1000,
            Metadata: [
              { ratingKey: '140611', type: 'track', duration: 6000, Media: [{ Part: [part] }] },
            ],
          },
        });
      },
    });

    const ids = plex.createPlaybackIds(plex.sanitizePlexClientSession('fitness-music-1'), 'audio');
    const decision = await plex.requestDecision(connection, { ids, ratingKey: '140611' });
    if (decision.outcome !== 'directplay') throw new Error(`It was ${decision.outcome}.`);
    const media = new URL(plex.partUrl(connection, { ids, partKey: decision.part.key }));
    const events: plex.PlexEvent[] = [];
    plex.emitPlexEvent(
      (event) => events.push(event),
      plex.mediaUrlGenerated({ ids, ratingKey: '140611', optsSession: 'fitness-music-1' }),
      { redact: connection.redact },
    );
    const report = { ids, ratingKey: '140611', timeSeconds: 1, durationSeconds: 6 };
    await plex.reportTimeline(connection, { ...report, state: 'playing' });
    await plex.sendPing(connection, ids);
    await plex.reportTimeline(connection, { ...report, state: 'stopped' });

    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/music/:/transcode/universal/decision',
      '/:/timeline',
      '/music/:/transcode/universal/ping',
      '/:/timeline',
    ]);
    for (const { searchParams } of [...asked, media]) {
      expect(searchParams.get('X-Plex-Client-Identifier')).toBe('fitness-music-1-audio');
      expect(searchParams.get('X-Plex-Session-Identifier')).toBe(ids.playbackId);
      expect(searchParams.get('session')).toBe(ids.transcodeId);
    }
    expect(events[0]?.data).toEqual({
      mediaType: 'audio',
      plexId: '140611',
      clientIdentifier: 'fitness-music-1-audio',
      sessionIdentifier: ids.playbackId,
      baseClientId: 'fitness-music-1',
      optsSession: 'fitness-music-1',
    });
  });

  it('exports these names', () => {
    expect(Object.keys(plex).sort()).toEqual([
      'PlexError',
      'childrenUrl',
      'classifyStatus',
      'clientIdentifier',
      'clientProfileExtra',
      'createPlaybackIds',
      'createPlexConnection',
      'createRandomId',
      'dashStartUrl',
      'decisionUrl',
      'emitPlexEvent',
      'encodeQuery',
      'fetchChildren',
      'fetchItem',
      'fetchItemBatches',
      'fetchItems',
      'fetchPlaylistItems',
      'idsQuery',
      'isDenial',
      'isPlexError',
      'isSameConnection',
      'isTransient',
      'leaseRoleSlot',
      'mediaUrlGenerated',
      'metadataUrl',
      'musicStartUrl',
      'parseDecision',
      'parseItem',
      'parseItems',
      'parseTimelineAnswer',
      'partUrl',
      'percentEncode',
      'pingUrl',
      'playlistItemsUrl',
      'readInstallId',
      'redact',
      'redactEvent',
      'refusedError',
      'renewTranscodeId',
      'reportTimeline',
      'requestDecision',
      'sanitizePlexClientSession',
      'sanitizeRole',
      'scrobbleUrl',
      'sendPing',
      'sendScrobble',
      'sendStop',
      'sendUnscrobble',
      'stopUrl',
      'timelineUrl',
      'transcodeQuery',
      'unscrobbleUrl',
    ]);
  });

  it('sends the version of the package', async () => {
    const manifest = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(plex.createPlexConnection({ baseUrl: 'http://h' }).version).toBe(manifest.version);
  });
});
