import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaybackError } from '../core/playback-error.ts';
import {
  type Effect,
  type Facts,
  initialPhase,
  type Phase,
  type PlayerEvent,
  type Subject,
} from './phase.ts';
import { transition, transitionTable } from './transition.ts';
import { impossible } from './transition-steps.ts';

const base = { key: 'key', content: 'film', wantsToPlay: true, hasPlayed: true };
const away = new PlaybackError('server-unreachable');
const terminated = new PlaybackError('terminated');

/** Each phase, and each variant of one that decides differently. All want to play, at 20 s. */
const phases = {
  empty: { ...base, kind: 'empty', content: undefined },
  loading: { ...base, kind: 'active', isReady: false },
  ready: { ...base, kind: 'active', isReady: true },
  ended: { ...base, kind: 'ended' },
  'failed, restart auto': { ...base, kind: 'failed', error: away, at: 20, restart: 'auto' },
  'failed, restart viewer': {
    ...base,
    kind: 'failed',
    error: terminated,
    at: 20,
    restart: 'viewer',
  },
  'suspended by preload': {
    ...base,
    kind: 'suspended',
    by: 'preload',
    at: 20,
    wantsToPlay: false,
    hasPlayed: false,
  },
  'suspended by host': { ...base, kind: 'suspended', by: 'host', at: 20, wantsToPlay: false },
  'suspended by unmount': { ...base, kind: 'suspended', by: 'unmount', at: 20 },
  'suspended by page': { ...base, kind: 'suspended', by: 'page', at: 20 },
} as const satisfies Record<string, Phase>;

type PhaseName = keyof typeof phases;

const same: Subject = { key: 'key', content: 'film', hasMedia: true, startSeconds: 5 };
const otherIdentity: Subject = { ...same, key: 'other key' };
const otherMedia: Subject = { ...same, key: 'other key', content: 'other film' };
const nothing: Subject = { ...same, key: 'other key', content: undefined, hasMedia: false };

/** Each event, and each variant of one that is answered differently. */
const events = {
  'given the same': { type: 'given', subject: same },
  'given under another identity': { type: 'given', subject: otherIdentity },
  'given other media': { type: 'given', subject: otherMedia },
  'given nothing': { type: 'given', subject: nothing },
  mounted: { type: 'mounted', subject: same },
  'mounted with other media': { type: 'mounted', subject: otherMedia },
  'page-restored': { type: 'page-restored', subject: same },
  'preload-changed': { type: 'preload-changed' },
  adopted: { type: 'adopted' },
  expired: { type: 'expired' },
  'page-hidden': { type: 'page-hidden' },
  end: { type: 'end' },
  play: { type: 'play' },
  pause: { type: 'pause' },
  arm: { type: 'arm' },
  retry: { type: 'retry' },
  'seek to 30': { type: 'seek', to: 30 },
  'seek to the end': { type: 'seek', to: 60 },
  remedied: { type: 'remedied', codes: ['server-unreachable'] },
  'source-ready': { type: 'source-ready' },
  'source-ended': { type: 'source-ended' },
  'source-failed': { type: 'source-failed', error: away },
  'source-failed, terminated': { type: 'source-failed', error: terminated },
  'element-played': { type: 'element-played' },
  'element-paused': { type: 'element-paused' },
  'autoplay-refused': { type: 'autoplay-refused' },
} as const satisfies Record<string, PlayerEvent>;

type EventName = keyof typeof events;

const facts: Facts = {
  position: 20,
  duration: 60,
  isAttaching: false,
  isMounted: true,
  isPageHidden: false,
  hasNewAccess: false,
  preload: 'auto',
};

/** A phase in one word or two, with what differs from the one before. */
function nameOf(phase: Phase, before: Phase): string {
  const words: string[] = [phase.kind];
  if (phase.kind === 'suspended') words.push(`by ${phase.by} at ${phase.at}`);
  if (phase.kind === 'failed') words.push(`(${phase.restart}) at ${phase.at}`);
  if (phase.kind === 'active') words.push(phase.isReady ? 'ready' : 'loading');
  if (phase.wantsToPlay !== before.wantsToPlay) words.push(phase.wantsToPlay ? '+wants' : '-wants');
  if (phase.key !== before.key) words.push('+key');
  return words.join(' ');
}

function effectName(effect: Effect): string {
  switch (effect.do) {
    case 'start':
    case 'aim':
      return `${effect.do} ${effect.at}`;
    case 'seek-element':
      return `${effect.do} ${effect.to}`;
    case 'stop':
      return effect.keepalive ? 'stop keepalive' : 'stop';
    case 'release':
      return effect.linger ? 'release' : 'release now';
    default:
      return effect.do;
  }
}

function outcome(phaseName: PhaseName, eventName: EventName, more: Partial<Facts> = {}): string {
  const before: Phase = phases[phaseName];
  const event: PlayerEvent = events[eventName];
  if ((transitionTable[before.kind][event.type] as unknown) === impossible) return 'impossible';
  const { phase, effects } = transition(before, event, { ...facts, ...more });
  const name = nameOf(phase, before);
  const changed = name === nameOf(before, before) ? '=' : name;
  return [changed, ...effects.map(effectName)].join(', ');
}

/**
 * What comes of each phase and each event: the next phase (`=`: the same) and the effects. `+wants`, `-wants`: it is to play from
 * now on, or not. `+key`: it knows its new identity.
 */
const expected: Record<PhaseName, Record<EventName, string>> = {
  empty: {
    'given the same': 'active loading, start 5',
    'given under another identity': 'active loading +key, start 5',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key',
    mounted: 'active loading, start 5',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': 'active loading, start 5',
    'preload-changed': '=',
    adopted: '=',
    expired: '=, release',
    'page-hidden': '=',
    end: 'empty -wants, release',
    play: '=',
    pause: 'empty -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: '=',
    'seek to 30': '=',
    'seek to the end': '=',
    remedied: '=',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': 'impossible',
    'source-failed, terminated': 'impossible',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
  loading: {
    'given the same': '=',
    'given under another identity': 'active loading +key, start 20',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=, resume-element',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: '=',
    expired: 'suspended by unmount at 20, stop, unblock, release',
    'page-hidden': 'suspended by page at 20 -wants, stop keepalive, unblock, release now',
    end: 'suspended by host at 20 -wants, stop, unblock, release',
    play: '=, show-intent, play-element',
    pause: 'active loading -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: '=',
    'seek to 30': '=, aim 30',
    'seek to the end': '=, aim 60',
    remedied: '=',
    'source-ready': 'active ready',
    'source-ended': 'ended, finish, tell-ended',
    'source-failed': 'failed (auto) at 20, forget, unblock, tell-error',
    'source-failed, terminated': 'failed (viewer) at 20, forget, unblock, tell-error',
    'element-played': '=',
    'element-paused': 'active loading -wants',
    'autoplay-refused': 'active loading -wants, block',
  },
  ready: {
    'given the same': '=',
    'given under another identity': 'active loading +key, start 20',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=, resume-element',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: '=',
    expired: 'suspended by unmount at 20, stop, unblock, release',
    'page-hidden': 'suspended by page at 20 -wants, stop keepalive, unblock, release now',
    end: 'suspended by host at 20 -wants, stop, unblock, release',
    play: '=, show-intent, play-element',
    pause: 'active ready -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: '=',
    'seek to 30': '=, seek-element 30',
    'seek to the end': '=, seek-element 60',
    remedied: '=',
    'source-ready': '=',
    'source-ended': 'ended, finish, tell-ended',
    'source-failed': 'failed (auto) at 20, forget, unblock, tell-error',
    'source-failed, terminated': 'failed (viewer) at 20, forget, unblock, tell-error',
    'element-played': '=',
    'element-paused': 'active ready -wants',
    'autoplay-refused': 'active ready -wants, block',
  },
  ended: {
    'given the same': '=',
    'given under another identity': 'ended +key',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: '=',
    expired: 'ended -wants, stop, unblock, release',
    'page-hidden': 'ended -wants, stop keepalive, unblock, release now',
    end: 'suspended by host at 0 -wants, stop, unblock, release',
    play: 'active loading, start 0, play-element',
    pause: 'ended -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: '=',
    'seek to 30': 'active loading, start 30',
    'seek to the end': '=',
    remedied: '=',
    'source-ready': '=',
    'source-ended': '=',
    'source-failed': '=',
    'source-failed, terminated': '=',
    'element-played': 'active loading, start 0',
    'element-paused': '=',
    'autoplay-refused': '=',
  },
  'failed, restart auto': {
    'given the same': '=',
    'given under another identity': 'active loading +key, start 20',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: 'active loading, start 20',
    expired: 'suspended by unmount at 20, stop, unblock, release',
    'page-hidden': 'suspended by page at 20 -wants, stop keepalive, unblock, release now',
    end: 'suspended by host at 20 -wants, stop, unblock, release',
    play: 'active loading, start 20, play-element',
    pause: 'failed (auto) at 20 -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: 'active loading, start 20',
    'seek to 30': '=',
    'seek to the end': '=',
    remedied: 'active loading, start 20',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': 'impossible',
    'source-failed, terminated': 'impossible',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
  'failed, restart viewer': {
    'given the same': '=',
    'given under another identity': 'failed (viewer) at 20 +key',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: '=',
    expired: '=, release',
    'page-hidden': '=, release now',
    end: 'failed (viewer) at 20 -wants, release',
    play: 'active loading, start 20, play-element',
    pause: 'failed (viewer) at 20 -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: 'active loading, start 20',
    'seek to 30': '=',
    'seek to the end': '=',
    remedied: '=',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': 'impossible',
    'source-failed, terminated': 'impossible',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
  'suspended by preload': {
    'given the same': '=',
    'given under another identity': 'suspended by preload at 20 +key',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=, preload',
    'preload-changed': 'active loading, start 20',
    adopted: '=',
    expired: 'suspended by unmount at 20, stop, release',
    'page-hidden': '=, stop keepalive, unblock, release now',
    end: 'suspended by host at 20, release',
    play: 'active loading +wants, start 20, play-element',
    pause: '=, unblock, pause-element, show-intent',
    arm: 'suspended by preload at 20 +wants',
    retry: '=',
    'seek to 30': 'suspended by preload at 30',
    'seek to the end': 'suspended by preload at 60',
    remedied: '=',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': 'failed (auto) at 20, forget, unblock, tell-error',
    'source-failed, terminated': 'failed (viewer) at 20, forget, unblock, tell-error',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
  'suspended by host': {
    'given the same': '=',
    'given under another identity': 'suspended by host at 20 +key',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: '=',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: '=',
    expired: '=, release',
    'page-hidden': '=, stop keepalive, unblock, release now',
    end: '=, release',
    play: 'active loading +wants, start 20, play-element',
    pause: '=, unblock, pause-element, show-intent',
    arm: 'suspended by host at 20 +wants',
    retry: '=',
    'seek to 30': 'suspended by host at 30',
    'seek to the end': 'suspended by host at 60',
    remedied: '=',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': '=',
    'source-failed, terminated': '=',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
  'suspended by unmount': {
    'given the same': '=',
    'given under another identity': 'suspended by unmount at 20 +key',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: 'active loading, start 20',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': '=',
    'preload-changed': '=',
    adopted: '=',
    expired: '=, release',
    'page-hidden': '=, stop keepalive, unblock, release now',
    end: 'suspended by host at 20 -wants, release',
    play: 'active loading, start 20, play-element',
    pause: 'suspended by unmount at 20 -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: '=',
    'seek to 30': 'suspended by unmount at 30',
    'seek to the end': 'suspended by unmount at 60',
    remedied: '=',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': '=',
    'source-failed, terminated': '=',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
  'suspended by page': {
    'given the same': '=',
    'given under another identity': 'suspended by page at 20 +key',
    'given other media': 'active loading +key, start 5',
    'given nothing': 'empty +key, stop',
    mounted: 'active loading, start 20',
    'mounted with other media': 'active loading +key, start 5',
    'page-restored': 'active loading, start 20',
    'preload-changed': '=',
    adopted: '=',
    expired: '=, release',
    'page-hidden': '=, stop keepalive, unblock, release now',
    end: 'suspended by host at 20 -wants, release',
    play: 'active loading, start 20, play-element',
    pause: 'suspended by page at 20 -wants, unblock, pause-element, show-intent',
    arm: '=',
    retry: '=',
    'seek to 30': 'suspended by page at 30',
    'seek to the end': 'suspended by page at 60',
    remedied: '=',
    'source-ready': 'impossible',
    'source-ended': 'impossible',
    'source-failed': '=',
    'source-failed, terminated': '=',
    'element-played': 'impossible',
    'element-paused': 'impossible',
    'autoplay-refused': '=',
  },
};

const pairs = (Object.keys(phases) as PhaseName[]).flatMap((phase) =>
  (Object.keys(events) as EventName[]).map((event) => [phase, event] as const),
);

describe('transition', () => {
  it.each(pairs)('%s × %s', (phase, event) => {
    expect(outcome(phase, event)).toBe(expected[phase][event]);
  });

  it.each(pairs)('%s × %s is pure', (phase, event) => {
    const [before, happened] = [structuredClone(phases[phase]), structuredClone(events[event])];
    const first = transition(before as Phase, happened as PlayerEvent, facts);
    const second = transition(before as Phase, happened as PlayerEvent, facts);
    expect(second).toEqual(first);
    expect(before).toEqual(structuredClone(phases[phase]));
  });

  it('starts nothing for the last render of a page that goes away', () => {
    const isPageHidden = true;
    for (const phase of Object.keys(phases) as PhaseName[])
      for (const event of ['given other media', 'given under another identity'] as const)
        expect(outcome(phase, event, { isPageHidden })).toBe('=');
  });

  it('loads nothing that preload does not allow before the first play', () => {
    const before = { ...phases.empty, wantsToPlay: false, hasPlayed: false };
    for (const preload of ['none', 'metadata'] as const) {
      const given = transition(before, events['given other media'], { ...facts, preload });
      expect(given.phase).toMatchObject({ kind: 'suspended', by: 'preload', at: 5 });
      expect(given.effects).toEqual([{ do: 'stop' }, { do: 'preload' }]);
      const played = transition(given.phase, events.play, { ...facts, preload });
      expect(played.phase).toMatchObject({ kind: 'active', wantsToPlay: true, hasPlayed: true });
      const next = transition(played.phase, events['given other media'], { ...facts, preload });
      expect(next.phase).toMatchObject({ kind: 'active' });
    }
  });

  it('starts at once where it is to play, whatever preload says', () => {
    expect(outcome('empty', 'given other media', { preload: 'none' })).toBe(
      'active loading +key, start 5',
    );
  });

  it('does not start while no component shows the player, but with the next mount', () => {
    for (const phase of ['suspended by host', 'suspended by preload'] as const)
      expect(outcome(phase, 'play', { isMounted: false })).toBe(
        'suspended by unmount at 20 +wants',
      );
  });

  it('plays with the restored page after a call of play() while the page was hidden', () => {
    const hidden = { ...facts, isPageHidden: true };
    const gone = transition(phases.ready, events['page-hidden'], hidden);
    const played = transition(gone.phase, events.play, hidden);
    expect(played.effects).toEqual([]);
    const back = transition(played.phase, events['page-restored'], facts);
    expect(back.phase).toMatchObject({ kind: 'active', wantsToPlay: true });
  });

  it.each(['remedied', 'adopted', 'retry', 'given under another identity'] as const)(
    'loads metadata again, and no stream, when they have failed: %s',
    (event) => {
      const failed = { ...phases['failed, restart auto'], wantsToPlay: false, hasPlayed: false };
      const { phase, effects } = transition(failed, events[event], {
        ...facts,
        preload: 'metadata',
      });
      expect(phase).toMatchObject({ kind: 'suspended', by: 'preload' });
      expect(effects).toContainEqual({ do: 'preload' });
    },
  );

  it.each([
    ['auth-expired', true, 'active'],
    ['forbidden', true, 'active'],
    ['auth-expired', false, 'failed'],
    ['bandwidth', true, 'failed'],
  ] as const)(
    'tells nothing of a refused token that was replaced since: %s, replaced: %s',
    (code, hasNewAccess, kind) => {
      const failed = { type: 'source-failed', error: new PlaybackError(code) } as const;
      const { phase, effects } = transition(phases.ready, failed, {
        ...facts,
        hasNewAccess,
      });
      expect(phase.kind).toBe(kind);
      if (kind === 'active') expect(effects).toEqual([{ do: 'start', at: 20 }]);
    },
  );

  it.each([
    ['server-unreachable', 'active'],
    ['auth-expired', 'failed'],
    ['bandwidth', 'failed'],
  ] as const)('starts again, where it was, for its own error only: %s', (code, kind) => {
    const remedied = { type: 'remedied', codes: [code, 'invalid-argument'] } as const;
    const { phase, effects } = transition(phases['failed, restart auto'], remedied, facts);
    expect(phase.kind).toBe(kind);
    expect(effects).toEqual(kind === 'active' ? [{ do: 'start', at: 20 }] : []);
  });

  it('stays ended when the host ends it before its first media', () => {
    const ended = transition(initialPhase(true), events.end, facts).phase;
    const mounted = transition(ended, events.mounted, facts);
    expect(mounted.effects).toEqual([]);
    expect(transition(mounted.phase, events['given the same'], facts).effects).toEqual([]);
    expect(transition(mounted.phase, events.play, facts).effects).toContainEqual({
      do: 'start',
      at: 5,
    });
    expect(transition(mounted.phase, events['given other media'], facts).phase.kind).toBe('active');
  });

  it('starts nothing after end() without play() or other media, whatever happens', () => {
    const quiet = (Object.keys(events) as EventName[]).filter(
      (name) =>
        !['play', 'arm', 'element-played', 'given nothing'].includes(name) &&
        !/other media/.test(name),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(phases) as PhaseName[])),
        fc.array(fc.tuple(fc.constantFrom(...quiet), fc.boolean(), fc.boolean()), {
          maxLength: 20,
        }),
        (name, steps) => {
          fc.pre(name !== 'empty' && name !== 'failed, restart viewer');
          let { phase } = transition(phases[name], events.end, facts);
          for (const [event, isMounted, isPageHidden] of steps) {
            const next = transition(phase, events[event], { ...facts, isMounted, isPageHidden });
            expect(next.effects.map((effect) => effect.do)).not.toContain('start');
            phase = next.phase;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('seeks a source that is being attached by its start', () => {
    expect(outcome('ready', 'seek to 30', { isAttaching: true })).toBe('=, aim 30');
  });
});
