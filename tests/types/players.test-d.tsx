import {
  CompositePlayer,
  MusicPlayer,
  type Overlay,
  type PlayableMedia,
  PlaybackError,
  type PlaybackErrorCode,
  PlexProvider,
  type QueueEntry,
  SinglePlayer,
} from 'coplay';
import { type ComponentProps, createRef, type Ref } from 'react';
import { describe, expectTypeOf, it } from 'vitest';
import type { RequiredKeys } from './required-keys.ts';

type Single = ComponentProps<typeof SinglePlayer>;
type Composite = ComponentProps<typeof CompositePlayer>;
type Music = ComponentProps<typeof MusicPlayer>;

const media = { ratingKey: '662548' };

describe('the players', () => {
  it('require what they play and nothing else', () => {
    expectTypeOf<RequiredKeys<Single>>().toEqualTypeOf<'media'>();
    expectTypeOf<RequiredKeys<Composite>>().toEqualTypeOf<'primary'>();
    expectTypeOf<RequiredKeys<Music>>().toEqualTypeOf<never>();
    // @ts-expect-error: `media` is required
    <SinglePlayer />;
    // @ts-expect-error: `primary` is required
    <CompositePlayer />;
    <MusicPlayer />;
  });

  it('take limits of bitrate and network, and so does the provider', () => {
    const limits = { maxVideoBitrateKbps: 4000, musicBitrateKbps: 192, network: 'wan' } as const;
    <PlexProvider connection={{ baseUrl: '/plex' }} {...limits}>
      <SinglePlayer media={media} {...limits} />
      <MusicPlayer {...limits} />
      <CompositePlayer primary={media} {...limits} overlayMaxVideoBitrateKbps={1000} />
    </PlexProvider>;
    // @ts-expect-error: a number
    <SinglePlayer media={media} maxVideoBitrateKbps="4000" />;
    // @ts-expect-error: `lan` or `wan`
    <MusicPlayer network="cellular" />;
  });

  it('take media as a PlayableMedia, whose ratingKey is a string', () => {
    expectTypeOf<Single['media']>().toEqualTypeOf<PlayableMedia>();
    expectTypeOf<Composite['primary']>().toEqualTypeOf<PlayableMedia>();
    <SinglePlayer media={{ ratingKey: '1', mediaIndex: 0, partIndex: 1, startSeconds: 12.5 }} />;
    // @ts-expect-error: a rating key is a string
    <SinglePlayer media={{ ratingKey: 662548 }} />;
    // @ts-expect-error: a media object, not its key
    <SinglePlayer media="662548" />;
    // @ts-expect-error: the prop is `media`
    <SinglePlayer ratingKey="662548" />;
  });

  it('take `undefined` for each optional prop', () => {
    <SinglePlayer
      media={media}
      plexClientSession={undefined}
      autoPlay={undefined}
      volume={undefined}
      defaultVolume={undefined}
      onVolumeChange={undefined}
      onError={undefined}
      onEnded={undefined}
      recovery={undefined}
      className={undefined}
      style={undefined}
    />;
    <MusicPlayer
      queue={undefined}
      playlist={undefined}
      album={undefined}
      variant={undefined}
      onTrackChange={undefined}
    />;
    <CompositePlayer
      primary={media}
      overlay={undefined}
      overlayVolume={undefined}
      defaultOverlayVolume={undefined}
      defaultOverlayCorner={undefined}
      onOverlayError={undefined}
      onOverlayVolumeChange={undefined}
    />;
  });

  it('give their root element to `ref`', () => {
    expectTypeOf<Single['ref']>().toEqualTypeOf<Ref<HTMLDivElement> | undefined>();
    expectTypeOf<Composite['ref']>().toEqualTypeOf<Ref<HTMLDivElement> | undefined>();
    expectTypeOf<Music['ref']>().toEqualTypeOf<Ref<HTMLDivElement> | undefined>();
    <SinglePlayer media={media} ref={createRef<HTMLDivElement>()} />;
    // @ts-expect-error: the root is a div, the video element is not exposed
    <SinglePlayer media={media} ref={createRef<HTMLVideoElement>()} />;
  });

  it('pass attributes and data attributes to the root', () => {
    <SinglePlayer media={media} id="film" title="Film" data-testid="film" aria-label="Film" />;
    // @ts-expect-error: not an attribute of a div
    <SinglePlayer media={media} controls />;
  });

  it('call onError with a PlaybackError, whose code is one of a closed list', () => {
    expectTypeOf<Parameters<NonNullable<Single['onError']>>>().toEqualTypeOf<[PlaybackError]>();
    expectTypeOf<PlaybackError['code']>().toEqualTypeOf<PlaybackErrorCode>();
    expectTypeOf<PlaybackError>().toExtend<Error>();
    expectTypeOf<'unsupported'>().toExtend<PlaybackErrorCode>();
    expectTypeOf<string>().not.toExtend<PlaybackErrorCode>();
    expectTypeOf(new PlaybackError('not-found').status).toEqualTypeOf<number | undefined>();
    // @ts-expect-error: no such code
    new PlaybackError('broken');
  });

  it('call onEnded without arguments, and onTrackChange with an entry', () => {
    expectTypeOf<Single['onEnded']>().toEqualTypeOf<(() => void) | undefined>();
    expectTypeOf<Parameters<NonNullable<Music['onTrackChange']>>[0]>().toEqualTypeOf<QueueEntry>();
  });
});

describe('an overlay', () => {
  it('is an item or a list of music', () => {
    expectTypeOf<Composite['overlay']>().toEqualTypeOf<Overlay | undefined>();
    expectTypeOf<{ ratingKey: string }>().toExtend<Overlay>();
    expectTypeOf<{ ratingKey: string; type: 'audio' }>().toExtend<Overlay>();
    expectTypeOf<{ playlist: string }>().toExtend<Overlay>();
    expectTypeOf<{ album: string }>().toExtend<Overlay>();
    expectTypeOf<{ queue: { ratingKey: string }[] }>().toExtend<Overlay>();
    expectTypeOf<{ ratingKey: string; type: 'photo' }>().not.toExtend<Overlay>();
  });
});

describe('MusicPlayer', () => {
  it('has two variants', () => {
    expectTypeOf<Music['variant']>().toEqualTypeOf<'card' | 'bar' | undefined>();
  });
});

describe('PlexProvider', () => {
  it('requires a connection, or its options', () => {
    expectTypeOf<RequiredKeys<ComponentProps<typeof PlexProvider>>>().toEqualTypeOf<'connection'>();
    <PlexProvider connection={{ baseUrl: 'http://plex', token: undefined }} />;
    <PlexProvider connection={{ baseUrl: '/plex' }} messages={{ retry: 'Nochmal' }} />;
    // @ts-expect-error: a base URL is required
    <PlexProvider connection={{ token: 'x' }} />;
    // @ts-expect-error: a message of this kind is a string
    <PlexProvider connection={{ baseUrl: '/plex' }} messages={{ retry: () => 'Nochmal' }} />;
  });
});
