import {
  CompositePlayer,
  type ErrorNotice,
  type LiveRegion,
  MusicPlayer,
  PlayButton,
  type Player,
  SeekBar,
  SinglePlayer,
  useLanguage,
  usePlayer,
  type VolumeChangeDetails,
} from 'coplay';
import { type ComponentProps, createRef, type Ref } from 'react';
import { describe, expectTypeOf, it } from 'vitest';

type Single = ComponentProps<typeof SinglePlayer>;
type Composite = ComponentProps<typeof CompositePlayer>;
type Music = ComponentProps<typeof MusicPlayer>;
/** What all three players take. */
type Common = Pick<Single & Composite & Music, keyof Single & keyof Composite & keyof Music>;
type Div = ComponentProps<'div'>;

const media = { ratingKey: '662548' };

describe('all players', () => {
  it('take the same props for playback', () => {
    expectTypeOf<Common['playerRole']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Common['playerRef']>().toEqualTypeOf<Ref<Player> | undefined>();
    expectTypeOf<Common['autoPlay']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Common['preload']>().toEqualTypeOf<'none' | 'metadata' | 'auto' | undefined>();
    expectTypeOf<Common['volume']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Common['defaultVolume']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Common['muted']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Common['defaultMuted']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Common['plexClientSession']>().toEqualTypeOf<string | undefined>();
  });

  it('take `undefined` for each of them', () => {
    <SinglePlayer
      media={media}
      playerRole={undefined}
      playerRef={undefined}
      preload={undefined}
      muted={undefined}
      defaultMuted={undefined}
      render={undefined}
      onPlay={undefined}
    />;
    // @ts-expect-error: no such value
    <SinglePlayer media={media} preload="all" />;
    // @ts-expect-error: a number between 0 and 1
    <MusicPlayer volume="1" />;
  });

  it('give the Player to `playerRef` and the root element to `ref`', () => {
    const player = createRef<Player>();
    <SinglePlayer media={media} playerRef={player} ref={createRef<HTMLDivElement>()} />;
    <CompositePlayer primary={media} playerRef={player} />;
    <MusicPlayer
      playerRef={(current) => {
        expectTypeOf(current).toEqualTypeOf<Player | null>();
      }}
    />;
    // @ts-expect-error: the Player, not an element
    <SinglePlayer media={media} playerRef={createRef<HTMLDivElement>()} />;
    // @ts-expect-error: the root element, not the Player
    <SinglePlayer media={media} ref={createRef<Player>()} />;
  });

  it('take children and an ARIA role', () => {
    <SinglePlayer media={media} role="region" playerRole="fitness">
      <p>Over the picture</p>
    </SinglePlayer>;
    <CompositePlayer primary={media}>
      <p>Over the picture</p>
    </CompositePlayer>;
    <MusicPlayer>
      <p>Inside the player</p>
    </MusicPlayer>;
    expectTypeOf<'region'>().toExtend<Common['role']>();
  });
});

describe('onVolumeChange', () => {
  it('is called with the volume, and with muted, reason and native event', () => {
    expectTypeOf<Parameters<NonNullable<Common['onVolumeChange']>>>().toEqualTypeOf<
      [volume: number, details: VolumeChangeDetails]
    >();
    <SinglePlayer
      media={media}
      onVolumeChange={(volume, { muted, reason, event }) => {
        expectTypeOf(volume).toEqualTypeOf<number>();
        expectTypeOf(muted).toEqualTypeOf<boolean>();
        expectTypeOf(reason).toExtend<string>();
        expectTypeOf<string>().not.toExtend<typeof reason>();
        expectTypeOf(event).toEqualTypeOf<Event | undefined>();
      }}
    />;
  });

  it('is the same for an overlay', () => {
    expectTypeOf<Parameters<NonNullable<Composite['onOverlayVolumeChange']>>>().toEqualTypeOf<
      [volume: number, details: VolumeChangeDetails]
    >();
  });
});

describe('media events', () => {
  it('have the types of React', () => {
    expectTypeOf<Common['onPlay']>().toEqualTypeOf<Div['onPlay']>();
    expectTypeOf<Common['onPause']>().toEqualTypeOf<Div['onPause']>();
    expectTypeOf<Common['onPlaying']>().toEqualTypeOf<Div['onPlaying']>();
    expectTypeOf<Common['onWaiting']>().toEqualTypeOf<Div['onWaiting']>();
    expectTypeOf<Common['onSeeking']>().toEqualTypeOf<Div['onSeeking']>();
    expectTypeOf<Common['onSeeked']>().toEqualTypeOf<Div['onSeeked']>();
    expectTypeOf<Common['onTimeUpdate']>().toEqualTypeOf<Div['onTimeUpdate']>();
    expectTypeOf<Common['onRateChange']>().toEqualTypeOf<Div['onRateChange']>();
    expectTypeOf<Common['onLoadedMetadata']>().toEqualTypeOf<Div['onLoadedMetadata']>();
    expectTypeOf<Common['onDurationChange']>().toEqualTypeOf<Div['onDurationChange']>();
    <SinglePlayer
      media={media}
      onTimeUpdate={({ nativeEvent }) => expectTypeOf(nativeEvent).toEqualTypeOf<Event>()}
    />;
  });

  it('do not type-check when they are never fired', () => {
    // @ts-expect-error: not supported
    <SinglePlayer media={media} onEncrypted={() => {}} />;
    // @ts-expect-error: not supported
    <SinglePlayer media={media} onAbort={() => {}} />;
    // @ts-expect-error: not supported
    <CompositePlayer primary={media} onEmptied={() => {}} />;
    // @ts-expect-error: not supported
    <MusicPlayer onLoadStart={() => {}} />;
    // @ts-expect-error: not supported
    <MusicPlayer onSuspend={() => {}} />;
  });

  it('are not props of a part', () => {
    // @ts-expect-error: a button fires no media events
    <PlayButton onPlay={() => {}} />;
    // @ts-expect-error: a slider fires no media events
    <SeekBar onSeeked={() => {}} />;
  });
});

describe('the look', () => {
  it('of a player can depend on its state', () => {
    <SinglePlayer
      media={media}
      className={({ paused, status }) => (paused || status === 'error' ? 'still' : undefined)}
      style={({ muted }) => ({ opacity: muted ? 0.5 : 1 })}
    />;
    <MusicPlayer className="music" style={{ width: 300 }} />;
    // @ts-expect-error: no such state
    <SinglePlayer media={media} className={({ playing }) => (playing ? 'a' : 'b')} />;
    // @ts-expect-error: a class name is a string
    <SinglePlayer media={media} className={() => 1} />;
  });

  it('of a part can depend on its state', () => {
    <PlayButton
      className={(state) => {
        expectTypeOf(state.action).toEqualTypeOf<'play' | 'pause' | 'replay'>();
        return state.action;
      }}
      style={() => undefined}
    />;
    <SeekBar className="bar" style={() => ({ width: 300 })} />;
  });

  it('can be rendered by an element or a function', () => {
    <PlayButton render={<button type="button" className="mine" />} />;
    <PlayButton render={(props, { action }) => <button {...props} title={action} />} />;
    <SinglePlayer media={media} render={<section />} />;
    <MusicPlayer render={(props, { status }) => <div {...props} title={status} />} />;
    // @ts-expect-error: an element, not the name of one
    <PlayButton render="a" />;
  });
});

describe('parts and hooks for an own face', () => {
  it('are exported', () => {
    expectTypeOf<ComponentProps<typeof LiveRegion>['ref']>().toEqualTypeOf<
      Ref<HTMLDivElement> | undefined
    >();
    expectTypeOf<ComponentProps<typeof ErrorNotice>['ref']>().toEqualTypeOf<
      Ref<HTMLDivElement> | undefined
    >();
    expectTypeOf(usePlayer).returns.toEqualTypeOf<Player>();
    expectTypeOf(useLanguage().messages.retry).toEqualTypeOf<string>();
  });
});
