import type { ComponentProps, SyntheticEvent } from 'react';
import { describe, expectTypeOf, it } from 'vitest';
import type { CompositePlayer } from './CompositePlayer/CompositePlayer.tsx';
import type { MusicPlayer } from './MusicPlayer/MusicPlayer.tsx';
import type { SeekBar } from './SeekBar/SeekBar.tsx';
import type { SinglePlayer } from './SinglePlayer/SinglePlayer.tsx';

type Single = ComponentProps<typeof SinglePlayer>;
type Composite = ComponentProps<typeof CompositePlayer>;
type Music = ComponentProps<typeof MusicPlayer>;
type Players = Single | Composite | Music;
type Keys = keyof Single | keyof Composite | keyof Music;

/** Compared by the type checker; nothing runs. */
describe('the props of the players', () => {
  it('have media events as React types them', () => {
    type Handler = NonNullable<React.ComponentProps<'div'>['onPlay']>;
    expectTypeOf<NonNullable<Players['onPlay']>>().toEqualTypeOf<Handler>();
    expectTypeOf<NonNullable<Players['onDurationChange']>>().toEqualTypeOf<Handler>();
    expectTypeOf<Parameters<Handler>[0]>().toEqualTypeOf<SyntheticEvent<HTMLDivElement>>();
  });

  it('have no handler that is never called', () => {
    type Unsupported = 'onAbort' | 'onEncrypted' | 'onEmptied' | 'onLoadStart' | 'onSuspend';
    expectTypeOf<Extract<Keys, Unsupported | 'onLoad' | 'onResize'>>().toBeNever();
    expectTypeOf<Extract<Keys, 'dangerouslySetInnerHTML'>>().toBeNever();
    type Part = ComponentProps<typeof SeekBar>;
    expectTypeOf<Extract<keyof Part, 'onPlay' | 'onTimeUpdate' | 'children'>>().toBeNever();
  });

  it('have callbacks of their own meaning', () => {
    expectTypeOf<NonNullable<Single['onEnded']>>().toEqualTypeOf<() => void>();
    expectTypeOf<Parameters<NonNullable<Single['onVolumeChange']>>[1]>().toHaveProperty('muted');
  });
});
