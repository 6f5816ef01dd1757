import { setMaxListeners } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { loadHealing } from '../session/load-healing.ts';
import { Player } from './player.ts';
import type { PlayerOptions } from './player-options.ts';

const item = {
  ratingKey: '1',
  duration: 60_000,
  Media: [{ Part: [{ id: '7', key: '/library/parts/7/1/f.mp4', decision: 'directplay' }] }],
};

describe('Player', () => {
  let page: EventTarget;
  let sent: string[];
  let players: Player[];
  /** What timelines are answered. */
  let termination: object;

  // Fake timers do not wait for the download of a chunk.
  beforeAll(() => Promise.all([loadEngine('native'), loadHealing()]));

  beforeEach(() => {
    vi.useFakeTimers();
    // Node warns of what a browser does all the time: a dozen listeners that end together.
    setMaxListeners(30);
    page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('document', { createElement: () => new SilentElement() });
    sent = [];
    players = [];
    termination = {};
  });
  afterEach(async () => {
    for (const player of players) void player.end();
    await vi.advanceTimersByTimeAsync(2_000);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** A server that plays everything as it is, and answers after 100 ms. */
  function serverAt(host: string) {
    return createPlexConnection({
      baseUrl: `http://${host}`,
      fetch: async (input) => {
        const { pathname, searchParams } = new URL(String(input));
        const state = searchParams.get('state') ?? '';
        const follows = searchParams.get('continuing') === '1' ? ' continuing' : '';
        sent.push(`${host} ${pathname.split('/').at(-1)} ${state}`.trim() + follows);
        await new Promise((resolve) => setTimeout(resolve, 100));
        const decision = { generalDecisionCode: 1000, Metadata: [item] };
        return Response.json({ MediaContainer: state ? termination : decision });
      },
    });
  }

  function show(options: Partial<PlayerOptions> = {}) {
    const full: PlayerOptions = {
      playerRole: 'single',
      mediaType: 'video',
      connection: serverAt('one'),
      media: { ratingKey: '1' },
      plexClientSession: 'given',
      ...options,
    };
    const player = new Player(full);
    players.push(player);
    player.mount();
    player.update(full);
    return {
      player,
      render: (more: Partial<PlayerOptions>) => player.update({ ...full, ...more }),
    };
  }

  const elementOf = (player: Player) => player.element as unknown as SilentElement;

  async function playUpTo(player: Player, seconds: number) {
    await vi.advanceTimersByTimeAsync(300);
    elementOf(player).tell('loadedmetadata', { duration: 60, readyState: 4 });
    elementOf(player).tell('timeupdate', { currentTime: seconds });
    await vi.advanceTimersByTimeAsync(300);
    sent.length = 0;
  }

  /** Two players that the browser does not let begin without a gesture. */
  async function twoBlocked(): Promise<[Player, Player]> {
    const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    const { player } = show({ autoPlay: true });
    const other = show({ autoPlay: true, plexClientSession: 'other' }).player;
    for (const one of [player, other]) elementOf(one).play = refuse;
    await playUpTo(player, 10);
    await playUpTo(other, 10);
    return [player, other];
  }

  it('tells the server that played of the end, and not the one that is to play next', async () => {
    const { player, render } = show();
    await playUpTo(player, 10);
    render({ connection: serverAt('two') });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(expect.arrayContaining(['one timeline stopped', 'two decision']));
    expect(sent).not.toContain('two timeline stopped');
  });

  it('tells the server whether another item follows at once', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 10);
    // Another identity plays the same item.
    render({ plexClientSession: 'other' });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent[0]).toBe('one timeline stopped');
    await playUpTo(player, 10);
    render({ media: { ratingKey: '2' } });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.slice(0, 2)).toEqual(['one timeline stopped continuing', 'one decision']);
    await playUpTo(player, 10);
    render({ media: undefined });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(['one timeline stopped']);
  });

  it('tells the server that another item follows one that has not begun', async () => {
    const { render } = show({ autoPlay: true });
    await vi.advanceTimersByTimeAsync(50);
    expect(sent).toEqual(['one decision']);
    render({ media: { ratingKey: '2' } });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.slice(1)).toEqual(['one timeline stopped continuing', 'one decision']);
  });

  it.each([
    [undefined, 'one timeline stopped'],
    [false, 'one timeline stopped'],
    [true, 'one timeline stopped continuing'],
  ])('at the end of an item with hasNext: %s sends "%s"', async (hasNext, stopped) => {
    const { player } = show({ autoPlay: true, hasNext });
    await playUpTo(player, 60);
    elementOf(player).tell('ended', { ended: true });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.filter((call) => call.includes('stopped'))).toEqual([stopped]);
  });

  it.each([
    [undefined, 'one timeline stopped'],
    [() => false, 'one timeline stopped'],
    [
      ({ code }: PlaybackError) => code === 'decode' || code === 'unsupported',
      'one timeline stopped continuing',
    ],
    [
      () => {
        vi.stubGlobal('reportError', () => {});
        throw new Error('A fault of the host.');
      },
      'one timeline stopped',
    ],
  ])('at a failure with willSkip: %s sends "%s"', async (willSkip, stopped) => {
    const onError = vi.fn();
    const { player } = show({ autoPlay: true, recovery: false, willSkip, onError });
    await playUpTo(player, 10);
    elementOf(player).tell('error', { error: { code: 3, message: '' } });
    await vi.advanceTimersByTimeAsync(500);
    expect(onError).toHaveBeenCalledOnce();
    expect(sent.filter((call) => call.includes('stopped'))).toEqual([stopped]);
  });

  it('starts nothing for the last render of a page that goes away, and begins paused when it comes back', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 10);
    page.dispatchEvent(new Event('pagehide'));
    render({});
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(['one timeline stopped']);
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 10, paused: true });
  });

  it('knows that the item has played, though the element does not', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 10);
    // As in Firefox, when play() came before the source.
    expect(elementOf(player).played.length).toBe(0);
    expect(player.store.get().hasPlayed).toBe(false);
    elementOf(player).tell('playing', { paused: false });
    elementOf(player).tell('pause', { paused: true });
    expect(player.store.get()).toMatchObject({ paused: true, hasPlayed: true });
    render({ media: { ratingKey: '2' } });
    expect(player.store.get().hasPlayed).toBe(false);
  });

  it('begins again when it is shown again, though nobody renders it anew', async () => {
    const { player } = show();
    await playUpTo(player, 10);
    player.unmount();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['one timeline stopped']);
    player.mount();
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 10 });
  });

  it('asks for one session, however often somebody seeks before it plays', async () => {
    const { player } = show();
    for (let second = 1; second <= 40; second += 1) {
      player.seek(second);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(sent.filter((call) => call === 'one decision')).toHaveLength(1);
    expect(player.store.get()).toMatchObject({ currentTime: 40 });
    elementOf(player).tell('loadedmetadata', { duration: 60, readyState: 4 });
    // First the engine puts it where it was told to, and then it is put where the viewer wants it.
    elementOf(player).tell('seeked');
    expect(elementOf(player).currentTime).toBe(40);
  });

  it('goes on where it was under another identity', async () => {
    const { player, render } = show();
    await playUpTo(player, 40);
    render({ plexClientSession: 'another' });
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 40 });
  });

  it('stays at its end, and asks nothing, when it is shown again', async () => {
    const { player } = show({ autoPlay: true });
    await playUpTo(player, 60);
    elementOf(player).tell('ended', { ended: true });
    player.unmount();
    await vi.advanceTimersByTimeAsync(2_000);
    player.mount();
    sent.length = 0;
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([]);
    expect(player.store.get()).toMatchObject({ status: 'ended', paused: true });
    void player.play();
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 0 });
  });

  it('tells the server of the old playback before another player starts under the same given identity', async () => {
    const first = show({ plexClientSession: 'tv-1' });
    await playUpTo(first.player, 10);
    first.player.unmount();
    show({ plexClientSession: 'tv-1', media: { ratingKey: '2' } });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.slice(0, 2)).toEqual(['one timeline stopped', 'one decision']);
  });

  it('stays at its end when it comes back within its grace', async () => {
    const { player } = show({ autoPlay: true });
    await playUpTo(player, 60);
    elementOf(player).tell('ended', { ended: true, paused: true });
    await vi.advanceTimersByTimeAsync(300);
    sent.length = 0;
    player.unmount();
    player.mount();
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([]);
    expect(player.store.get()).toMatchObject({ status: 'ended' });
  });

  it('stays ended by the server, with its words, however long it was away', async () => {
    const { player } = show({ autoPlay: true });
    await playUpTo(player, 10);
    termination = { terminationCode: 2006, terminationText: 'Bedtime.' };
    elementOf(player).tell('pause', { paused: true });
    await vi.advanceTimersByTimeAsync(300);
    expect(player.store.get()).toMatchObject({ error: { code: 'terminated' } });
    sent.length = 0;
    player.unmount();
    await vi.advanceTimersByTimeAsync(2_000);
    player.mount();
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([]);
    expect(player.store.get()).toMatchObject({ status: 'error', error: { message: 'Bedtime.' } });
    termination = {};
    player.retry();
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
  });

  it('plays what it is given next, when the page comes back with what the server had ended', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 10);
    termination = { terminationCode: 2006 };
    elementOf(player).tell('pause', { paused: true });
    await vi.advanceTimersByTimeAsync(300);
    page.dispatchEvent(new Event('pagehide'));
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(player.store.get()).toMatchObject({ error: { code: 'terminated' } });
    termination = {};
    render({ media: { ratingKey: '2' } });
    await vi.advanceTimersByTimeAsync(300);
    expect(player.store.get()).toMatchObject({ status: 'loading', error: undefined });
  });

  it('is not begun by another identity when the server has ended it, and goes on in its place after Retry', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 40);
    termination = { terminationCode: 2006, terminationText: 'Bedtime.' };
    elementOf(player).tell('pause', { paused: true });
    await vi.advanceTimersByTimeAsync(300);
    sent.length = 0;
    render({ plexClientSession: 'another' });
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toEqual([]);
    termination = {};
    player.retry();
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 40 });
  });

  it('is not begun by a click on another player when the server has ended it', async () => {
    const [player, other] = await twoBlocked();
    expect(player.store.get().autoplayBlocked).toBe(true);
    termination = { terminationCode: 2006 };
    elementOf(player).tell('playing', { paused: false });
    await vi.advanceTimersByTimeAsync(300);
    termination = {};
    expect(player.store.get()).toMatchObject({ error: { code: 'terminated' } });
    sent.length = 0;
    void other.play();
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).not.toContain('one decision');
    expect(player.store.get().status).toBe('error');
  });

  it('is not begun by a click while nobody sees it, and waits for one again when it is shown', async () => {
    const [player, other] = await twoBlocked();
    player.unmount();
    elementOf(player).play = SilentElement.prototype.play;
    elementOf(other).play = SilentElement.prototype.play;
    await other.play();
    expect(elementOf(player).paused).toBe(true);
    player.mount();
    expect(player.store.get().autoplayBlocked).toBe(true);
  });

  it('stays ended by its host until it is played, and then tells the server of its end', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 20);
    void player.end();
    render({});
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(['one timeline stopped']);
    void player.play();
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 20, paused: false });
    page.dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(300);
    expect(sent.filter((call) => call.endsWith('stopped'))).toHaveLength(2);
  });

  it('stays ended by its host over a remount, until it is played or given other media', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 20);
    void player.end();
    player.unmount();
    player.mount();
    render({});
    await vi.advanceTimersByTimeAsync(500);
    player.unmount();
    await vi.advanceTimersByTimeAsync(2_000);
    player.mount();
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(['one timeline stopped']);
    expect(player.store.get()).toMatchObject({ status: 'idle' });
    void player.play();
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 20 });
  });

  it('stays at its end under another plexClientSession', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 60);
    elementOf(player).tell('ended', { ended: true, paused: true });
    await vi.advanceTimersByTimeAsync(300);
    sent.length = 0;
    render({ plexClientSession: 'another' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([]);
    expect(player.store.get()).toMatchObject({ status: 'ended' });
    void player.play();
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get().ids?.plexClientSession).toBe('another');
  });

  it('stays ended however often it is ended', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 20);
    void player.end();
    void player.end();
    render({});
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(['one timeline stopped']);
  });

  it('tells the server of the end of what it is given after it was ended', async () => {
    const { player, render } = show({ autoPlay: true });
    await playUpTo(player, 20);
    void player.end();
    render({ media: { ratingKey: '2' } });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toContain('one decision');
    page.dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(300);
    expect(sent.filter((call) => call.endsWith('stopped'))).toHaveLength(2);
  });

  it.each([
    [{ media: { ratingKey: '2' } }, 'one timeline stopped continuing'],
    [{ playerRole: 'lounge' }, 'one timeline stopped'],
  ])(
    'waits for the session that the host is about to give before it begins anew: %j',
    async (change, stopped) => {
      const { player, render } = show({ awaitsSession: true });
      await playUpTo(player, 20);
      const next = { awaitsSession: true, ...change };
      render({ ...next, plexClientSession: undefined });
      await vi.advanceTimersByTimeAsync(500);
      expect(sent).toEqual([stopped]);
      render({ ...next, plexClientSession: 'given-2' });
      await vi.advanceTimersByTimeAsync(500);
      expect(sent).toEqual([stopped, 'one decision']);
      expect(player.store.get().ids?.plexClientSession).toBe('given-2');
    },
  );

  it('stays at its end when somebody seeks to the end', async () => {
    const { player } = show({ autoPlay: true });
    await playUpTo(player, 60);
    elementOf(player).tell('ended', { ended: true, paused: true });
    await vi.advanceTimersByTimeAsync(300);
    sent.length = 0;
    player.seek(65);
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toEqual([]);
    player.seek(30);
    expect(player.store.get()).toMatchObject({ status: 'loading', currentTime: 30 });
  });

  it('learns the length also of what begins in the middle', async () => {
    const { player } = show({ media: { ratingKey: '1', startSeconds: 40 } });
    await vi.advanceTimersByTimeAsync(300);
    elementOf(player).tell('loadedmetadata', { duration: 50, readyState: 4 });
    elementOf(player).tell('seeked', { currentTime: 40 });
    expect(player.store.get()).toMatchObject({ currentTime: 40, duration: 50 });
  });

  it('goes on under its session while the one that the host gives is away, and waits for it when it begins anew', async () => {
    const { player, render } = show({ awaitsSession: true });
    await playUpTo(player, 20);
    render({ awaitsSession: true, plexClientSession: undefined });
    render({ awaitsSession: true, plexClientSession: 'given' });
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toEqual([]);
    player.unmount();
    await vi.advanceTimersByTimeAsync(2_000);
    sent.length = 0;
    const options = {
      playerRole: 'single',
      mediaType: 'video',
      media: { ratingKey: '1' },
    } as const;
    const connection = serverAt('one');
    player.mount({ ...options, connection, awaitsSession: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
    player.update({ ...options, connection, awaitsSession: true, plexClientSession: 'given-2' });
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toContain('one decision');
    expect(player.store.get()).toMatchObject({
      currentTime: 20,
      ids: { plexClientSession: 'given-2' },
    });
  });

  it('tries again by itself when the browser is back online', async () => {
    let isAway = true;
    const connection = createPlexConnection({
      baseUrl: 'http://one',
      fetch: async () => {
        if (isAway) throw new TypeError('Failed to fetch');
        return Response.json({
          MediaContainer: { generalDecisionCode: 1000, Metadata: [item] },
        });
      },
    });
    const { player } = show({ connection });
    await vi.advanceTimersByTimeAsync(300);
    // Fake timers do not wait for the import of what explains the failure.
    await vi.waitFor(() =>
      expect(player.store.get()).toMatchObject({ error: { code: 'server-unreachable' } }),
    );
    isAway = false;
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(player.store.get()).toMatchObject({ status: 'loading', engine: 'native' });
  });

  it('says at once that another server can not be reached', async () => {
    const { player, render } = show();
    await playUpTo(player, 10);
    const fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    render({ connection: createPlexConnection({ baseUrl: 'http://two', fetch }) });
    await vi.advanceTimersByTimeAsync(500);
    // Fake timers do not wait for the import of what explains the failure.
    await vi.waitFor(() =>
      expect(player.store.get()).toMatchObject({ error: { code: 'server-unreachable' } }),
    );
  });

  it('is not harmed by handlers of the host that throw', async () => {
    const reportError = vi.fn();
    vi.stubGlobal('reportError', reportError);
    const thrown = new Error('mine');
    const throws = () => {
      throw thrown;
    };
    const { player } = show({ onEnded: throws, onVolumeChange: throws, onError: throws });
    player.setVolume(0.4);
    await playUpTo(player, 60);
    elementOf(player).tell('ended', { ended: true, paused: true });
    player.update({
      playerRole: 'single',
      mediaType: 'video',
      connection: undefined,
      media: { ratingKey: '1' },
      onError: async () => {
        throw thrown;
      },
    });
    await vi.advanceTimersByTimeAsync(300);
    expect(player.store.get()).toMatchObject({ error: { code: 'invalid-connection' } });
    expect(reportError.mock.calls).toEqual([[thrown], [thrown], [thrown]]);
  });

  it('asks again where a file breaks off and nobody says why', async () => {
    vi.stubGlobal('fetch', (_: unknown, { signal }: RequestInit) => {
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const { player } = show();
    await playUpTo(player, 10);
    elementOf(player).tell('error', { error: { code: 2, message: '' } as never });
    await vi.advanceTimersByTimeAsync(13_000);
    expect(sent).toContain('one decision');
  });

  it.each([2, -1, Number.NaN])('takes a volume of %s without throwing', (volume) => {
    const { player, render } = show({ volume });
    render({ volume: 0.5 });
    render({ volume });
    expect(elementOf(player).volume).toBeGreaterThanOrEqual(0);
    expect(elementOf(player).volume).toBeLessThanOrEqual(1);
  });

  it.each([null, Number.NaN])('lets the viewer set the volume when %s is given', (volume) => {
    const { player } = show({ volume: volume as never });
    player.setVolume(0.3);
    expect(elementOf(player).volume).toBe(0.3);
  });

  it('takes what JSON can not for a refusal, and not for the end of the world', async () => {
    const odd = 7n as never;
    const { player } = show({ media: { ratingKey: '1', mediaIndex: odd }, playerRole: odd });
    await vi.advanceTimersByTimeAsync(300);
    expect(player.store.get()).toMatchObject({ error: { code: 'invalid-argument' } });
    const circular: Record<string, unknown> = { ratingKey: '1' };
    circular.self = circular;
    const { player: second, render } = show({ media: circular as never, plexClientSession: odd });
    await vi.advanceTimersByTimeAsync(300);
    expect(second.store.get()).toMatchObject({ error: { code: 'invalid-argument' } });
    render({ plexClientSession: Symbol('odd') as never });
    await vi.advanceTimersByTimeAsync(300);
    expect(second.store.get()).toMatchObject({ error: { code: 'invalid-argument' } });
  });

  it('says once that its connection is bad, whatever it is given to play meanwhile', async () => {
    const onError = vi.fn();
    const { render } = show({ onError, connectionError: new Error('no URL') });
    render({ onError, connectionError: new Error('no URL'), media: { ratingKey: '2' } });
    render({ onError, connectionError: new Error('no URL'), media: undefined });
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('is going to play, and says that it waits, while an element that failed is replaced', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    const { player } = show({ autoPlay: true });
    await playUpTo(player, 10);
    elementOf(player).tell('playing', { paused: false });
    elementOf(player).tell('error', { error: { code: 2, message: '' } as never });
    elementOf(player).tell('pause', { paused: true });
    expect(player.store.get()).toMatchObject({ paused: false, waiting: true, status: 'ready' });
    player.togglePaused();
    expect(player.store.get()).toMatchObject({ paused: true });
  });

  it('has the volume of its role, and of another role when it changes', () => {
    const kept = new Map([['coplay:preferences:lounge', JSON.stringify({ volume: 0.2 })]]);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    });
    const { player, render } = show({ playerRole: 'gym' });
    render({ playerRole: 'lounge' });
    expect(elementOf(player).volume).toBe(0.2);
    player.setVolume(0.3);
    expect([...kept.keys()]).toEqual(['coplay:preferences:lounge']);
    expect(JSON.parse(kept.get('coplay:preferences:lounge') ?? '')).toMatchObject({ volume: 0.3 });
  });

  it('begins at the start when it is to begin beyond the end', async () => {
    const { player } = show({ media: { ratingKey: '1', startSeconds: 500 } });
    await vi.advanceTimersByTimeAsync(300);
    elementOf(player).tell('loadedmetadata', { duration: 60, readyState: 4 });
    elementOf(player).tell('timeupdate', { currentTime: 0.3 });
    expect(player.store.get()).toMatchObject({ currentTime: 0.3, duration: 60 });
  });
});
