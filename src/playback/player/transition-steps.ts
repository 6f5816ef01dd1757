import {
  denialOf,
  type Effect,
  type Facts,
  type FailedPhase,
  type Phase,
  type PlayerEventOf,
  type Subject,
  type SuspendedPhase,
  type Transition,
} from './phase.ts';

/** Nothing changes. */
export const stay = (phase: Phase): Transition => ({ phase, effects: [] });

/** Cannot happen: the event comes from a playback that this phase does not have. Nothing changes. */
export const impossible = (phase: Phase): Transition => stay(phase);

export const to = (phase: Phase, ...effects: Effect[]): Transition => ({ phase, effects });

export const arm = (phase: Phase) => to({ ...phase, wantsToPlay: true });
export const pause = (phase: Phase) =>
  to(
    { ...phase, wantsToPlay: false },
    { do: 'unblock' },
    { do: 'pause-element' },
    { do: 'show-intent' },
  );
export const release = (phase: Phase) => to(phase, { do: 'release', linger: true });

/** Starts at a position, or waits for play() if `preload` does not allow to load. */
export function start(phase: Phase, at: number, { preload }: Facts): Transition {
  const { wantsToPlay, hasPlayed } = phase;
  if (wantsToPlay || hasPlayed || preload === 'auto') return startNow(phase, at);
  return to(suspend(phase, 'preload', at), { do: 'stop' }, { do: 'preload' });
}

export function startNow(phase: Phase, at: number): Transition {
  const { key, content, wantsToPlay, hasPlayed } = phase;
  const active = { kind: 'active', isReady: false, key, content, wantsToPlay } as const;
  return to({ ...active, hasPlayed: hasPlayed || wantsToPlay }, { do: 'start', at });
}

/** Starts after a call of play(). Plays the element at once, during the gesture of the viewer. */
export function startForViewer(phase: Phase, at: number): Transition {
  const { phase: active, effects } = startNow({ ...phase, wantsToPlay: true }, at);
  return to(active, ...effects, { do: 'play-element' });
}

export function suspend(phase: Phase, by: SuspendedPhase['by'], at: number): SuspendedPhase {
  const { key, content, wantsToPlay, hasPlayed } = phase;
  return { kind: 'suspended', by, at, key, content, wantsToPlay, hasPlayed };
}

/** Ends the playback of a phase that stays. */
export function close(phase: Phase, isPageHidden: boolean): Transition {
  return to(
    phase,
    { do: 'stop', keepalive: isPageHidden },
    { do: 'unblock' },
    { do: 'release', linger: !isPageHidden },
  );
}

/** Ends playback: the host, the unmount or the page asks for it. */
export function leave(phase: Phase, by: 'unmount' | 'page' | 'host', at: number): Transition {
  // A page that is restored from the back-forward cache is quiet.
  const wantsToPlay = by === 'unmount' && phase.wantsToPlay;
  return close(suspend({ ...phase, wantsToPlay }, by, at), by === 'page');
}

/** Replaces the media. Equal media are passed to `same`, with the new key. */
export function given<P extends Phase>(
  phase: P,
  subject: Subject,
  facts: Facts,
  same: (phase: P) => Transition,
): Transition {
  // The last render of a page that goes away must not start anything.
  if (facts.isPageHidden) return stay(phase);
  const { key, content, hasMedia, startSeconds } = subject;
  if (phase.key !== undefined && phase.content === content) return same({ ...phase, key });
  const next = { ...phase, key, content };
  if (hasMedia) return start(next, startSeconds, facts);
  const { wantsToPlay, hasPlayed } = phase;
  return to({ kind: 'empty', key, content, wantsToPlay, hasPlayed }, { do: 'stop' });
}

/** As {@link given}. A player that the host ended before it had media stays ended with its first media. */
export function givenSuspended(
  phase: SuspendedPhase,
  subject: Subject,
  facts: Facts,
  same: (phase: SuspendedPhase) => Transition,
): Transition {
  const { key, content, startSeconds: at } = subject;
  const isFirst = phase.by === 'host' && phase.key === undefined && !facts.isPageHidden;
  return isFirst ? stay({ ...phase, key, content, at }) : given(phase, subject, facts, same);
}

export function fail(
  phase: Phase,
  { error }: PlayerEventOf<'source-failed'>,
  facts: Facts,
): Transition {
  const { position: at, hasNewAccess } = facts;
  // The request, or the file that plays, had the token before.
  if (hasNewAccess && denialOf(error)) return start(phase, at, facts);
  const restart: FailedPhase['restart'] = error.code === 'terminated' ? 'viewer' : 'auto';
  return to(
    { ...base(phase), kind: 'failed', error, at, restart },
    { do: 'forget' },
    { do: 'unblock' },
    { do: 'tell-error', error },
  );
}

export function base({ key, content, wantsToPlay, hasPlayed }: Phase) {
  return { key, content, wantsToPlay, hasPlayed };
}
