import {
  type MediaState,
  type PlaybackError,
  type Player,
  type PlexItem,
  type QueueEntry,
  type UseArtworkOptions,
  useArtwork,
  useItem,
  useMedia,
  usePlayback,
  usePlexClientSession,
  useQueue,
} from 'coplay';
import { describe, expectTypeOf, it } from 'vitest';

const media = { ratingKey: '662548' };

describe('usePlexClientSession', () => {
  it('returns an id, or undefined until there is one', () => {
    expectTypeOf(usePlexClientSession).returns.toEqualTypeOf<string | undefined>();
    expectTypeOf(usePlexClientSession).toBeCallableWith('fitness-music');
    expectTypeOf(usePlexClientSession).toBeCallableWith('fitness-music', {
      enabled: undefined,
      onError: undefined,
    });
    // @ts-expect-error: a role is required
    usePlexClientSession();
  });
});

describe('usePlayback', () => {
  it('returns a player', () => {
    expectTypeOf(usePlayback).returns.toEqualTypeOf<Player>();
    usePlayback({ mediaType: 'video', media, playerRole: 'single' });
    usePlayback({ mediaType: 'audio', media: undefined, playerRole: 'music', volume: undefined });
  });

  it('requires what to play, its type and a player role', () => {
    // @ts-expect-error: no role
    usePlayback({ mediaType: 'video', media });
    // @ts-expect-error: no media type
    usePlayback({ media, playerRole: 'single' });
    // @ts-expect-error: no media, not even undefined
    usePlayback({ mediaType: 'video', playerRole: 'single' });
    // @ts-expect-error: no such media type
    usePlayback({ mediaType: 'photo', media, playerRole: 'single' });
  });
});

describe('a player', () => {
  it('has methods and a state', () => {
    expectTypeOf<Player['play']>().toEqualTypeOf<() => Promise<void>>();
    expectTypeOf<Player['pause']>().toEqualTypeOf<() => void>();
    expectTypeOf<Player['seek']>().parameters.toEqualTypeOf<[seconds: number]>();
    expectTypeOf<Player['state']>().toEqualTypeOf<MediaState>();
    expectTypeOf<MediaState['error']>().toEqualTypeOf<PlaybackError | undefined>();
    expectTypeOf<MediaState['status']>().toEqualTypeOf<
      'idle' | 'loading' | 'ready' | 'ended' | 'error'
    >();
  });

  it('has a state that is read only', () => {
    const write = (state: MediaState) => {
      // @ts-expect-error: read only
      state.paused = true;
    };
    expectTypeOf(write).toBeFunction();
  });
});

describe('useMedia', () => {
  it('returns what its selector returns', () => {
    expectTypeOf(useMedia(({ paused }) => paused)).toEqualTypeOf<boolean>();
    expectTypeOf(useMedia(({ item }) => item?.title)).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: no such field
    useMedia(({ playing }) => playing);
  });
});

describe('useItem', () => {
  it('returns an item, an error, or neither yet', () => {
    const result = useItem('662548');
    expectTypeOf(result.item).toEqualTypeOf<PlexItem | undefined>();
    expectTypeOf(result.error).toEqualTypeOf<PlaybackError | undefined>();
    expectTypeOf(result.reload).toEqualTypeOf<() => void>();
    expectTypeOf(useItem).toBeCallableWith(undefined);
  });
});

describe('useQueue', () => {
  it('takes one source and returns the way through it', () => {
    const queue = useQueue({ playlist: '140600' });
    expectTypeOf(queue.entries).toEqualTypeOf<readonly QueueEntry[]>();
    expectTypeOf(queue.current).toEqualTypeOf<QueueEntry | undefined>();
    expectTypeOf(queue.index).toEqualTypeOf<number>();
    expectTypeOf(queue.next).toEqualTypeOf<() => boolean>();
    expectTypeOf(queue.select).parameters.toEqualTypeOf<[index: number]>();
    expectTypeOf(useQueue).toBeCallableWith(undefined);
    useQueue({ album: '140610' });
    useQueue({ queue: [media] }, { owner: undefined });
    // @ts-expect-error: no such source
    useQueue({ artist: '1' });
  });
});

describe('useArtwork', () => {
  it('returns an address, or undefined', () => {
    expectTypeOf(useArtwork).parameters.toEqualTypeOf<
      [path: string | undefined, options?: UseArtworkOptions | undefined]
    >();
    expectTypeOf(useArtwork).returns.toEqualTypeOf<string | undefined>();
  });
});
