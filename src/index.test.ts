import { expect, it } from 'vitest';

it('can be imported on a server, and exports exactly this', async () => {
  expect(globalThis.document).toBeUndefined();
  const entryPoint = await import('./index.ts');
  expect(Object.keys(entryPoint).sort()).toEqual([
    'Artwork',
    'CompositePlayer',
    'ErrorNotice',
    'FullscreenButton',
    'LiveRegion',
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
    'preloadEngine',
    'useArtwork',
    'useItem',
    'useLanguage',
    'useMedia',
    'usePlayback',
    'usePlayer',
    'usePlexClientSession',
    'useQueue',
  ]);
});
