import type { MediaState } from '../../playback/core/media-state.ts';
import { pick } from '../pick.ts';

/** The state of a player as its root shows it, for style sheets and tests. Each key is a `data-*` attribute. */
export interface PlayerFrameState
  extends Pick<
    MediaState,
    | 'status'
    | 'paused'
    | 'waiting'
    | 'seeking'
    | 'recovering'
    | 'muted'
    | 'autoplayBlocked'
    | 'engine'
  > {
  /** Whether the controls over a picture are shown. Always `visible` without a picture. */
  readonly controls: 'visible' | 'hidden';
  readonly fullscreen: boolean;
  readonly playerRole: string | undefined;
  /** The stable id of the player; `undefined` on the server and until it is leased. */
  readonly plexClientSession: string | undefined;
}

const mediaKeys = [
  'status',
  'paused',
  'waiting',
  'seeking',
  'recovering',
  'muted',
  'autoplayBlocked',
  'engine',
] as const;

/** The part of the state that comes from the player. Selects nothing that changes while an item simply plays. */
export const frameState = (media: MediaState) => pick(media, mediaKeys);
