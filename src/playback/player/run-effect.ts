import { invokeCallback } from '../core/invoke-callback.ts';
import { cleanState } from '../core/media-state.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { Effect } from './phase.ts';
import type { PlayerParts } from './player-parts.ts';

type Runner<D extends Effect['do']> = (
  parts: PlayerParts,
  effect: Extract<Effect, { readonly do: D }>,
) => void;

const runners: { readonly [D in Effect['do']]: Runner<D> } = {
  start: (parts, { at }) => start(parts, at),
  stop({ metadata, playback }, { keepalive }) {
    metadata.stop();
    playback.stop(keepalive);
  },
  forget: ({ playback }) => playback.forget(),
  finish: ({ playback, options }) => void playback.current?.finish(options().hasNext),
  release: ({ identity }, { linger }) => identity.release({ linger }),
  preload: ({ metadata, options, phase }) => metadata.load(options(), phase().content),
  'play-element': ({ starter }) => starter.play(),
  'resume-element'({ binding, phase, starter }) {
    if (phase().wantsToPlay && binding.element?.paused) starter.play();
  },
  'pause-element': ({ binding }) => binding.element?.pause(),
  'seek-element'({ binding, store }, { to }) {
    binding.seek(to);
    // Before the element fires `seeking`, so that a second step starts from here.
    store.set({ currentTime: to });
  },
  aim({ playback, store }, { at }) {
    playback.current?.aim(at);
    store.set({ currentTime: at });
  },
  'show-intent': showIntent,
  block: ({ starter }) => starter.setBlocked(true),
  unblock: ({ starter }) => starter.setBlocked(false),
  'tell-ended': ({ options }) => invokeCallback(options().onEnded),
  'tell-error': tellError,
};

/** Runs an effect of a transition. */
export function runEffect(effect: Effect, parts: PlayerParts): void {
  const run = runners[effect.do] as (parts: PlayerParts, effect: Effect) => void;
  run(parts, effect);
}

function start(parts: PlayerParts, startSeconds: number): void {
  const { store, metadata, playback, dispatch } = parts;
  const { wantsToPlay, content } = parts.phase();
  metadata.stop();
  playback.stop(false, content);
  const item = parts.options().item ?? metadata.itemOf(content);
  store.set({
    ...cleanState(store.get(), !wantsToPlay),
    status: 'loading',
    hasMedia: true,
    currentTime: startSeconds,
    item,
    duration: item?.durationSeconds ?? 0,
  });
  try {
    playback.start(startSeconds);
  } catch (thrown) {
    dispatch({ type: 'source-failed', error: PlaybackError.from(thrown) });
  }
}

/** Without a source, `paused` of the element does not tell whether the player is going to play. */
function showIntent({ store, phase, playback, binding }: PlayerParts): void {
  const { status, waiting } = store.get();
  const paused = !phase().wantsToPlay;
  const isReplacing = playback.current?.isReplacingSource || binding.element?.error;
  if (status === 'loading' || isReplacing) store.set({ paused, waiting: waiting && !paused });
}

function tellError(
  { store, options, emit }: PlayerParts,
  { error, plexId = options().media?.ratingKey }: Extract<Effect, { readonly do: 'tell-error' }>,
): void {
  const { code, message, status } = error;
  const clientIdentifier = store.get().ids?.clientIdentifier;
  emit({ name: 'plex.error', data: { code, message, status, plexId, clientIdentifier } });
  invokeCallback(options().onError, error);
}
