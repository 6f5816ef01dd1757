import { CompositePlayer, MusicPlayer, type PlaybackError, SinglePlayer } from 'coplay';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Mounted, mount } from './mount.tsx';

/**
 * A user's component tests run in jsdom or happy-dom, which have no MediaSource and play nothing. A player there must fail
 * with a typed error, and must not fail the test run of its user.
 */
const loadedEngines: string[] = [];
vi.mock('dashjs', (importOriginal) => {
  loadedEngines.push('dashjs');
  return importOriginal();
});

const video = { ratingKey: '662548' };
/** A track that the server has to convert, so it needs MediaSource as the video does. */
const convertedTrack = { ratingKey: '140620' };
/** A track that a browser plays directly, without MediaSource. */
const directTrack = { ratingKey: '140611' };

type OnError = (error: PlaybackError) => void;

const players: [name: string, render: (onError: OnError) => ReactElement][] = [
  ['SinglePlayer', (onError) => <SinglePlayer media={video} autoPlay onError={onError} />],
  ['MusicPlayer', (onError) => <MusicPlayer queue={[convertedTrack]} autoPlay onError={onError} />],
  [
    'CompositePlayer',
    (onError) => (
      <CompositePlayer
        primary={video}
        overlay={{ ...directTrack, type: 'audio' }}
        autoPlay
        onError={onError}
      />
    ),
  ],
];

describe('where there is no MediaSource', () => {
  let mounted: Mounted;
  afterEach(() => mounted.dispose());

  it('has no MediaSource here', () => {
    expect('MediaSource' in globalThis).toBe(false);
    mounted = mount(<p />);
  });

  it.each(players)('%s shows the error `unsupported` and loads no dash.js', async (_, render) => {
    const onError = vi.fn<OnError>();
    mounted = mount(render(onError));
    const alert = await mounted.whenShown('[role="alert"][data-code]');
    expect(onError.mock.calls.map(([{ code }]) => code)).toEqual(['unsupported']);
    const [[error]] = onError.mock.calls as [[PlaybackError]];
    expect(alert.textContent).toContain(error.message);
    expect(alert.getAttribute('data-code')).toBe('unsupported');

    await mounted.unmount();
    expect(loadedEngines).toEqual([]);
    expect(onError).toHaveBeenCalledOnce();
    expect(mounted.uncaught).toEqual([]);
  });

  it('MusicPlayer with a track for direct play can be mounted and unmounted', async () => {
    const onError = vi.fn<OnError>();
    mounted = mount(<MusicPlayer queue={[directTrack]} autoPlay onError={onError} />);
    // The element of these environments fires no media events: the source is as far as it goes.
    await mounted.whenEvent('plex.media-url-generated');
    await mounted.unmount();
    expect(mounted.container.childNodes).toHaveLength(0);
    expect(onError).not.toHaveBeenCalled();
    expect(loadedEngines).toEqual([]);
    expect(mounted.uncaught).toEqual([]);
  });

  it('MusicPlayer with a long list can be mounted and unmounted', async () => {
    const queue = Array.from({ length: 200 }, () => directTrack);
    mounted = mount(<MusicPlayer queue={queue} />);
    await mounted.whenShown('[aria-setsize="200"] [tabindex="-1"]');
    // What finds out which rows can be seen is a chunk.
    await vi.dynamicImportSettled();
    await mounted.whenShown('[aria-setsize="200"]');
    await mounted.unmount();
    expect(mounted.uncaught).toEqual([]);
  });

  it.each<[name: string, key: string | undefined, render: (onError: OnError) => ReactElement]>([
    ['an album', '1', (onError) => <MusicPlayer album="1" onError={onError} />],
    ['a playlist', '2', (onError) => <MusicPlayer playlist="2" onError={onError} />],
    [
      'a queue that is none',
      undefined,
      (onError) => <MusicPlayer queue={'140611' as never} onError={onError} />,
    ],
    [
      'an overlay playlist',
      '3',
      (onError) => (
        <CompositePlayer
          primary={video}
          preload="metadata"
          overlay={{ playlist: '3' }}
          onOverlayError={onError}
        />
      ),
    ],
  ])(
    'tells the host once, by `onError` and `plex.error`, that it cannot load %s',
    async (...[, key, render]) => {
      const onError = vi.fn<OnError>();
      mounted = mount(render(onError));
      await mounted.whenEvent('plex.error');
      await mounted.whenShown('[role="alert"][data-code]');
      const [[error]] = onError.mock.calls as [[PlaybackError]];
      const { code, message, status } = error;
      expect(code).toBe(key ? 'not-found' : 'invalid-argument');
      expect(mounted.events.filter(({ name }) => name === 'plex.error')).toEqual([
        {
          name: 'plex.error',
          data: { code, message, status, plexId: key, clientIdentifier: undefined },
        },
      ]);
      expect(onError).toHaveBeenCalledOnce();
    },
  );

  it.each(players)('%s may be unmounted before it has a result', async (_, render) => {
    const onError = vi.fn<OnError>();
    mounted = mount(render(onError));
    await mounted.whenShown('[data-status]');
    await mounted.unmount();
    expect(onError).not.toHaveBeenCalled();
    expect(mounted.uncaught).toEqual([]);
  });
});
