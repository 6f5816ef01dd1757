import type { ReactNode, Ref } from 'react';
import type { PlaybackError } from '../playback/core/playback-error.ts';
import { limitNames, type StreamLimits } from '../playback/core/stream-limits.ts';
import type { Player } from '../playback/player/player.ts';
import type { VolumeChangeDetails } from '../playback/player/player-options.ts';
import type { Preload } from '../playback/player/preload.ts';
import type { MediaEventProps } from './Part/media-events.ts';
import type { PartProps } from './Part/part-props.ts';
import type { PlayerFrameState } from './PlayerFrame/frame-state.ts';
import { type RoleProps, readRoles } from './PlayerFrame/read-roles.ts';
import { pick } from './pick.ts';

/** Props of a player that say how it plays. */
export interface PlaybackProps extends RoleProps, StreamLimits {
  /**
   * Ref to the `Player`: `play()`, `pause()`, `seek()`, `state` and more. `null` after the player has unmounted. `ref` is the
   * root element.
   */
  playerRef?: Ref<Player> | undefined;
  /**
   * The stable id of this player instance, base of its `X-Plex-Client-Identifier`: for hosts that keep their own. Left out,
   * the player leases one that no other player has. Given as `undefined` or empty, it waits up to 2.5 s for it.
   */
  plexClientSession?: string | undefined;
  /** Whether to play on mount. A browser may refuse; then a large button asks for a click. @default false */
  autoPlay?: boolean | undefined;
  /** What is loaded before the first play, as on a media element. @default 'auto' for a video, 'metadata' for music */
  preload?: Preload | undefined;
  /** Whether a session that dies on the server is replaced, at the same position. Otherwise it is an error. @default true */
  recovery?: boolean | undefined;
  /** Gain between 0 and 1: controlled. */
  volume?: number | undefined;
  /** Gain between 0 and 1 to begin with, unless the viewer has set another for this player role. @default 1 */
  defaultVolume?: number | undefined;
  /** Whether the player is muted: controlled. */
  muted?: boolean | undefined;
  /** Whether the player begins muted, unless the viewer has chosen for this player role. @default false */
  defaultMuted?: boolean | undefined;
  /** Event handler called when volume or mute change, with the gain, `muted`, the reason and the native event. */
  onVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  /** Event handler called when playback has failed, with a code and a sentence. The player shows it as well. */
  onError?: ((error: PlaybackError) => void) | undefined;
  /** Event handler called when the item has played to its end. */
  onEnded?: (() => void) | undefined;
}

/** What all three players take. All other props are put on the root element. */
export interface PlayerProps<State = PlayerFrameState>
  extends Omit<PartProps<'div', State>, 'role'>,
    MediaEventProps,
    PlaybackProps {
  /** Content of the host: over a picture and below the controls, or inside of a music player. */
  children?: ReactNode;
}

/** The props of a player that its playback takes as they are. */
const playbackKeys = [
  ...limitNames,
  'autoPlay',
  'defaultMuted',
  'defaultVolume',
  'muted',
  'onEnded',
  'onError',
  'onVolumeChange',
  'plexClientSession',
  'preload',
  'recovery',
  'volume',
] as const;

type PlaybackKey = (typeof playbackKeys)[number];

/** Splits the props of a player into options of its playback and the props of its root. */
export function splitPlayerProps<Props extends PlaybackProps>(
  component: string,
  props: Props,
  defaultRole: string,
) {
  const { playerRole = defaultRole, ariaRole: role } = readRoles(component, props);
  const { playerRole: _, role: __, playerRef, ...others } = props;
  const rest: typeof others = { ...others };
  for (const key of playbackKeys) delete rest[key];
  const playback = {
    ...pick<PlaybackProps, PlaybackKey>(props, playbackKeys),
    playerRole,
    awaitsSession: 'plexClientSession' in props,
  };
  return { playback, playerRef, playerRole, role, rest: rest as Omit<typeof rest, PlaybackKey> };
}
