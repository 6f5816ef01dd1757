import {
  type Artwork,
  type FullscreenButton,
  type MediaSurface,
  PlayButton,
  type Player,
  type PlayerFrame,
  type QueueEntry,
  SeekBar,
  type StatusOverlay,
  TimeDisplay,
  TrackList,
  type VolumeControl,
} from 'coplay';
import type { ComponentProps, Ref } from 'react';
import { describe, expectTypeOf, it } from 'vitest';
import type { RequiredKeys } from './required-keys.ts';

type RefTo<E> = Ref<E> | undefined;

describe('the parts', () => {
  it('give their element to `ref`', () => {
    expectTypeOf<ComponentProps<typeof PlayButton>['ref']>().toEqualTypeOf<
      RefTo<HTMLButtonElement>
    >();
    expectTypeOf<ComponentProps<typeof FullscreenButton>['ref']>().toEqualTypeOf<
      RefTo<HTMLButtonElement>
    >();
    expectTypeOf<ComponentProps<typeof MediaSurface>['ref']>().toEqualTypeOf<
      RefTo<HTMLDivElement>
    >();
    expectTypeOf<ComponentProps<typeof PlayerFrame>['ref']>().toEqualTypeOf<
      RefTo<HTMLDivElement>
    >();
    expectTypeOf<ComponentProps<typeof SeekBar>['ref']>().toEqualTypeOf<RefTo<HTMLDivElement>>();
    expectTypeOf<ComponentProps<typeof TimeDisplay>['ref']>().toEqualTypeOf<
      RefTo<HTMLSpanElement>
    >();
    expectTypeOf<ComponentProps<typeof TrackList>['ref']>().toEqualTypeOf<
      RefTo<HTMLOListElement>
    >();
    expectTypeOf<ComponentProps<typeof VolumeControl>['ref']>().toEqualTypeOf<
      RefTo<HTMLDivElement>
    >();
  });

  it('find their player by themselves, and take another one', () => {
    expectTypeOf<ComponentProps<typeof PlayButton>['player']>().toEqualTypeOf<Player | undefined>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof PlayButton>>>().toEqualTypeOf<never>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof SeekBar>>>().toEqualTypeOf<never>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof TimeDisplay>>>().toEqualTypeOf<never>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof VolumeControl>>>().toEqualTypeOf<never>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof FullscreenButton>>>().toEqualTypeOf<never>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof MediaSurface>>>().toEqualTypeOf<never>();
    expectTypeOf<RequiredKeys<ComponentProps<typeof StatusOverlay>>>().toEqualTypeOf<never>();
    // @ts-expect-error: a player, not its element
    <PlayButton player={document.createElement('video')} />;
  });

  it('take attributes of their element, and no content where they have their own', () => {
    <PlayButton id="play" disabled data-testid="play" onClick={() => {}} />;
    // @ts-expect-error: a PlayButton has its own content
    <PlayButton>Play</PlayButton>;
    // @ts-expect-error: it is always of type `button`
    <PlayButton type="submit" />;
    // @ts-expect-error: a SeekBar has its own content
    <SeekBar>0:00</SeekBar>;
  });

  it('name what they need', () => {
    expectTypeOf<ComponentProps<typeof Artwork>['src']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<ComponentProps<typeof TrackList>['entries']>().toEqualTypeOf<
      readonly QueueEntry[]
    >();
    // @ts-expect-error: a list needs entries
    <TrackList index={0} onSelect={() => {}} />;
    <TimeDisplay show={undefined} />;
    // @ts-expect-error: no such way to show the time
    <TimeDisplay show="everything" />;
  });
});
