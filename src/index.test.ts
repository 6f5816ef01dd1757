import { expect, it } from 'vitest';

it('can be imported on a server, and exports just this', async () => {
  expect(globalThis.document).toBeUndefined();
  const door = await import('./index.ts');
  expect(Object.keys(door).sort()).toEqual([
    'Artwork',
    'CompositePlayer',
    'FullscreenButton',
    'MediaSurface',
    'MusicPlayer',
    'PlayButton',
    'PlaybackError',
    'PlayerFrame',
    'PlexError',
    'PlexProvider',
    'SeekBar',
    'SinglePlayer',
    'StatusOverlay',
    'TimeDisplay',
    'TrackList',
    'VolumeControl',
    'createPlexConnection',
    'english',
    'useArtwork',
    'useItem',
    'useMedia',
    'usePlayback',
    'usePlexClientSession',
    'useQueue',
  ]);
});
