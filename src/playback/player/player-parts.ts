import { emitPlexEvent, type PlexEvent } from '../../plex/index.ts';
import { initialMediaState, type MediaState } from '../core/media-state.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import { createStore, type Store } from '../core/store.ts';
import { MediaBinding } from '../element/media-binding.ts';
import { ElementStarter } from './element-starter.ts';
import { MetadataLoader } from './metadata-loader.ts';
import { MountLifecycle, type MountLifecycleOptions } from './mount-lifecycle.ts';
import type { Phase, PlayerEvent } from './phase.ts';
import { PlaybackSlot } from './playback-slot.ts';
import { PlayerIdentity, type PlayerIdentityOptions } from './player-identity.ts';
import { type PlayerOptions, subjectOf } from './player-options.ts';
import { VolumeControl } from './volume-control.ts';

/** What the parts need from their player. */
export interface PlayerPorts
  extends Pick<MountLifecycleOptions, 'keep'>,
    Pick<PlayerIdentityOptions, 'onTaken' | 'endCached'> {
  /** The current options. */
  options(): PlayerOptions;
  phase(): Phase;
  dispatch(event: PlayerEvent): void;
  play(): Promise<void>;
  onElementEvent(name: string): void;
}

/** The parts of a player. */
export interface PlayerParts extends Pick<PlayerPorts, 'options' | 'phase' | 'dispatch'> {
  emit(event: PlexEvent): void;
  readonly store: Store<MediaState>;
  readonly binding: MediaBinding;
  readonly volume: VolumeControl;
  readonly starter: ElementStarter;
  readonly metadata: MetadataLoader;
  readonly identity: PlayerIdentity;
  readonly lifecycle: MountLifecycle;
  readonly playback: PlaybackSlot;
  /** Ends playback for a change of the element that loses its source, and starts it again there if a component shows the player. */
  restart<T>(change: () => T): T;
}

/** Creates the parts of a player and connects them. Sends no request and adds no listener. */
export function createPlayerParts(ports: PlayerPorts): PlayerParts {
  const { options, phase, dispatch, play, onElementEvent } = ports;
  const { mediaType, playerRole, volume, defaultVolume, muted, defaultMuted } = options();
  const store = createStore<MediaState>(initialMediaState);
  const onFailed = (error: PlaybackError) => {
    dispatch({ type: 'source-failed', error });
    playback.awaitFree(error);
  };
  const online = () => dispatch({ type: 'remedied', codes: ['server-unreachable'] });
  const binding = new MediaBinding(store, {
    mediaType,
    role: playerRole,
    volume: volume ?? defaultVolume,
    muted: muted ?? defaultMuted,
    volumeIsGiven: () => volumeControl.volumeIsGiven,
    mutedIsGiven: () => volumeControl.mutedIsGiven,
    isReplacingSource: () => playback.isAttaching,
    onEvent: onElementEvent,
    onForeignVolume: (event) => volumeControl.onForeignChange(event),
    onSilent: () => restart(() => binding.replace()),
  });
  function restart<T>(change: () => T): T {
    dispatch({ type: 'expired' });
    const result = change();
    if (lifecycle.isMounted) dispatch({ type: 'mounted', subject: subjectOf(options()) });
    return result;
  }
  function emit(event: PlexEvent): void {
    const { onEvent, connection } = options();
    emitPlexEvent(onEvent, event, { redact: connection?.redact });
  }
  const volumeControl = new VolumeControl(binding, options);
  const starter = new ElementStarter({
    binding,
    store,
    play,
    onRefused: () => dispatch({ type: 'autoplay-refused' }),
  });
  const metadata = new MetadataLoader({
    onItem: (item) => store.set({ item, duration: item.durationSeconds ?? 0 }),
    onFailed,
  });
  const identity = new PlayerIdentity({ ...ports, emit });
  const lifecycle = new MountLifecycle({
    ...ports,
    onExpired: () => dispatch({ type: 'expired' }),
    onPageHide: () => dispatch({ type: 'page-hidden' }),
    onPageRestored: () => dispatch({ type: 'page-restored', subject: subjectOf(options()) }),
    onOnline: online,
  });
  const playback = new PlaybackSlot({
    ...ports,
    emit,
    store,
    identity,
    lifecycle,
    ensureElement: () => binding.ensureElement(),
    onSource() {
      if (phase().wantsToPlay) starter.play();
    },
    onFailed,
    onFree: online,
    onEnded: () => dispatch({ type: 'source-ended' }),
  });
  const parts = { emit, store, binding, restart, starter, metadata, identity, lifecycle, playback };
  return { ...ports, ...parts, volume: volumeControl };
}
