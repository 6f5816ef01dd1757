import type {
  Facts,
  Phase,
  PlayerEvent,
  PlayerEventOf,
  PlayerEventType,
  Transition,
} from './phase.ts';
import {
  arm,
  base,
  close,
  fail,
  given,
  givenSuspended,
  impossible,
  leave,
  pause,
  release,
  start,
  startForViewer,
  startNow,
  stay,
  suspend,
  to,
} from './transition-steps.ts';

type Rule<K extends Phase['kind'], T extends PlayerEventType> = (
  phase: Extract<Phase, { readonly kind: K }>,
  event: PlayerEventOf<T>,
  facts: Facts,
) => Transition;

type Row<K extends Phase['kind']> = { readonly [T in PlayerEventType]: Rule<K, T> };

const empty: Row<'empty'> = {
  given: (phase, { subject }, facts) => given(phase, subject, facts, stay),
  mounted: (phase, { subject }, facts) => given(phase, subject, facts, stay),
  'page-restored': (phase, { subject }, facts) => given(phase, subject, facts, stay),
  'preload-changed': stay,
  adopted: stay,
  expired: release,
  'page-hidden': stay,
  // Before the first media: wait for play(), or for other media than the first.
  end: (phase) =>
    phase.key === undefined
      ? release(suspend({ ...phase, wantsToPlay: false }, 'host', 0))
      : release({ ...phase, wantsToPlay: false }),
  play: arm,
  pause,
  arm,
  retry: stay,
  seek: stay,
  remedied: stay,
  'source-ready': impossible,
  'source-ended': impossible,
  'source-failed': impossible,
  'element-played': impossible,
  'element-paused': impossible,
  'autoplay-refused': stay,
};

const active: Row<'active'> = {
  given: (phase, { subject }, facts) =>
    given(phase, subject, facts, (next) =>
      next.key === phase.key ? stay(phase) : start(next, facts.position, facts),
    ),
  mounted: (phase, { subject }, facts) =>
    given(phase, subject, facts, (next) =>
      next.key === phase.key
        ? to(phase, { do: 'resume-element' })
        : start(next, facts.position, facts),
    ),
  'page-restored': stay,
  'preload-changed': stay,
  adopted: stay,
  expired: (phase, _, { position }) => leave(phase, 'unmount', position),
  'page-hidden': (phase, _, { position }) => leave(phase, 'page', position),
  end: (phase, _, { position }) => leave(phase, 'host', position),
  play: (phase) =>
    to(
      { ...phase, wantsToPlay: true, hasPlayed: true },
      { do: 'show-intent' },
      { do: 'play-element' },
    ),
  pause,
  arm,
  retry: stay,
  seek(phase, { to: seconds }, { isAttaching }) {
    if (!phase.isReady || isAttaching) return to(phase, { do: 'aim', at: seconds });
    return to(phase, { do: 'seek-element', to: seconds });
  },
  remedied: stay,
  'source-ready': (phase) => to({ ...phase, isReady: true }),
  'source-ended': (phase) =>
    to({ ...base(phase), kind: 'ended' }, { do: 'finish' }, { do: 'tell-ended' }),
  'source-failed': fail,
  'element-played': (phase) => to({ ...phase, wantsToPlay: true, hasPlayed: true }),
  'element-paused': (phase) => to({ ...phase, wantsToPlay: false }),
  'autoplay-refused': (phase) => to({ ...phase, wantsToPlay: false }, { do: 'block' }),
};

const ended: Row<'ended'> = {
  // Another identity is no reason to play again.
  given: (phase, { subject }, facts) => given(phase, subject, facts, stay),
  mounted: (phase, { subject }, facts) => given(phase, subject, facts, stay),
  'page-restored': stay,
  'preload-changed': stay,
  adopted: stay,
  // The item stays ended. Only its last frame goes.
  expired: (phase) => close({ ...phase, wantsToPlay: false }, false),
  'page-hidden': (phase) => close({ ...phase, wantsToPlay: false }, true),
  end: (phase) => leave(phase, 'host', 0),
  play: (phase) => startForViewer(phase, 0),
  pause,
  arm,
  retry: stay,
  seek(phase, { to: seconds }, { duration }) {
    return duration > 0 && seconds >= duration ? stay(phase) : startNow(phase, seconds);
  },
  remedied: stay,
  'source-ready': stay,
  // Both the element and the engine report the end.
  'source-ended': stay,
  'source-failed': stay,
  'element-played': (phase) => startNow({ ...phase, wantsToPlay: true }, 0),
  'element-paused': stay,
  'autoplay-refused': stay,
};

const failed: Row<'failed'> = {
  given: (phase, { subject }, facts) =>
    given(phase, subject, facts, (next) =>
      next.key === phase.key || next.restart === 'viewer'
        ? stay(next)
        : start(next, next.at, facts),
    ),
  mounted: (phase, event, facts) => failed.given(phase, { ...event, type: 'given' }, facts),
  'page-restored': stay,
  'preload-changed': stay,
  adopted: (phase, _, facts) =>
    phase.restart === 'viewer' ? stay(phase) : start(phase, phase.at, facts),
  expired: (phase) =>
    phase.restart === 'viewer' ? release(phase) : leave(phase, 'unmount', phase.at),
  'page-hidden': (phase) =>
    phase.restart === 'viewer'
      ? to(phase, { do: 'release', linger: false })
      : leave(phase, 'page', phase.at),
  end: (phase) =>
    phase.restart === 'viewer'
      ? release({ ...phase, wantsToPlay: false })
      : leave(phase, 'host', phase.at),
  play: (phase) => startForViewer(phase, phase.at),
  pause,
  arm,
  retry: (phase, _, facts) => start(phase, phase.at, facts),
  seek: stay,
  remedied: (phase, { codes }, facts) =>
    codes.includes(phase.error.code) ? start(phase, phase.at, facts) : stay(phase),
  'source-ready': impossible,
  'source-ended': impossible,
  'source-failed': impossible,
  'element-played': impossible,
  'element-paused': impossible,
  'autoplay-refused': stay,
};

const suspended: Row<'suspended'> = {
  given: (phase, { subject }, facts) => givenSuspended(phase, subject, facts, stay),
  mounted: (phase, { subject }, facts) =>
    givenSuspended(phase, subject, facts, (next) =>
      next.by === 'unmount' || next.by === 'page' ? start(next, next.at, facts) : stay(next),
    ),
  'page-restored': (phase, { subject }, facts) =>
    givenSuspended(phase, subject, facts, (next) => {
      if (next.by === 'page') return start(next, next.at, facts);
      // Its request was aborted when the page was hidden.
      return next.by === 'preload' ? to(next, { do: 'preload' }) : stay(next);
    }),
  'preload-changed': (phase, _, facts) =>
    phase.by === 'preload' ? start(phase, phase.at, facts) : stay(phase),
  adopted: stay,
  expired: (phase) =>
    phase.by === 'preload'
      ? to({ ...phase, by: 'unmount' }, { do: 'stop' }, { do: 'release', linger: true })
      : release(phase),
  'page-hidden': (phase) => close(phase, true),
  end: (phase) => release({ ...phase, by: 'host', wantsToPlay: false }),
  play(phase, _, { isMounted, isPageHidden }) {
    if (isMounted && !isPageHidden) return startForViewer(phase, phase.at);
    // It starts with the next mount, or when the page is restored.
    return to({ ...phase, by: isPageHidden ? 'page' : 'unmount', wantsToPlay: true });
  },
  pause,
  arm,
  retry: stay,
  seek: (phase, { to: at }) => to({ ...phase, at }),
  remedied: stay,
  'source-ready': impossible,
  'source-ended': impossible,
  // Title and length could not be loaded.
  'source-failed': (phase, event, facts) =>
    phase.by === 'preload' ? fail(phase, event, { ...facts, position: phase.at }) : stay(phase),
  'element-played': impossible,
  'element-paused': impossible,
  'autoplay-refused': stay,
};

/** Every phase and every event. */
export const transitionTable: { readonly [K in Phase['kind']]: Row<K> } = {
  empty,
  active,
  ended,
  failed,
  suspended,
};

/** The next phase and the effects for an event. Pure: the only place that changes the phase of a player. */
export function transition(phase: Phase, event: PlayerEvent, facts: Facts): Transition {
  const rule = transitionTable[phase.kind][event.type] as (
    phase: Phase,
    event: PlayerEvent,
    facts: Facts,
  ) => Transition;
  return rule(phase, event, facts);
}
