import type { PlaybackError, PlaybackErrorCode } from '../core/playback-error.ts';
import type { Preload } from './preload.ts';

/** Common to all phases. */
interface PhaseBase {
  /** Key of what plays and of its identity; `undefined` before the first media. */
  readonly key: string | undefined;
  /** Key of what plays, whatever the identity. */
  readonly content: string | undefined;
  /** Whether the player plays as soon as it can. */
  readonly wantsToPlay: boolean;
  /** Whether the player was ever asked to play. Until then `preload` limits what is loaded. */
  readonly hasPlayed: boolean;
}

/** There is nothing to play. */
export interface EmptyPhase extends PhaseBase {
  readonly kind: 'empty';
}

/** A playback is loading or ready. */
export interface ActivePhase extends PhaseBase {
  readonly kind: 'active';
  readonly isReady: boolean;
}

/** The item has been played to its end. */
export interface EndedPhase extends PhaseBase {
  readonly kind: 'ended';
}

/** Playback has failed. */
export interface FailedPhase extends PhaseBase {
  readonly kind: 'failed';
  readonly error: PlaybackError;
  /** Where a retry starts. Seconds. */
  readonly at: number;
  /**
   * `auto`: another identity, a remount or `remedied` may start it again. `viewer`: the server ended the session on
   * purpose; only Retry or Play starts it again.
   */
  readonly restart: 'auto' | 'viewer';
}

/** There is something to play, but no playback of it. */
export interface SuspendedPhase extends PhaseBase {
  readonly kind: 'suspended';
  /**
   * - `preload`: nothing may be loaded yet: wait for play().
   * - `host`: ended by `end()`: wait for play() or other media.
   * - `unmount`: ended with its component: wait for a mount.
   * - `page`: ended with its page: wait for the page to be restored from the back-forward cache.
   */
  readonly by: 'preload' | 'host' | 'unmount' | 'page';
  /** Where to start. Seconds. */
  readonly at: number;
}

/** The phase of a player: one value, changed by `transition` only. */
export type Phase = EmptyPhase | ActivePhase | EndedPhase | FailedPhase | SuspendedPhase;

/** What a component asks to play. */
export interface Subject {
  readonly key: string;
  readonly content: string | undefined;
  /** `false` where there is nothing to play. */
  readonly hasMedia: boolean;
  /** Where it starts. Seconds. */
  readonly startSeconds: number;
}

/** The events of a player, with their data. */
interface PlayerEvents {
  /** A component has rendered with these options. */
  given: { readonly subject: Subject };
  mounted: { readonly subject: Subject };
  /** The option `preload` has changed. */
  'preload-changed': object;
  /** Another component has taken the player from the remount cache. */
  adopted: object;
  /** No component has mounted in time. */
  expired: object;
  'page-hidden': object;
  /** The page is back from the back-forward cache. */
  'page-restored': { readonly subject: Subject };
  /** Calls of the methods of `Player`, by the host or a control. */
  end: object;
  play: object;
  pause: object;
  /** The next item plays at once. */
  arm: object;
  retry: object;
  seek: { readonly to: number };
  /** What errors of these codes were for has changed: the browser is back online, or the host has given another token. */
  remedied: { readonly codes: readonly PlaybackErrorCode[] };
  /** The metadata of the source are loaded. */
  'source-ready': object;
  'source-ended': object;
  'source-failed': { readonly error: PlaybackError };
  /** The element was played or paused directly: by a media key, a headset or the host. */
  'element-played': object;
  'element-paused': object;
  /** The browser wants a gesture of the viewer before it plays. */
  'autoplay-refused': object;
}

export type PlayerEventType = keyof PlayerEvents;

export type PlayerEventOf<T extends PlayerEventType> = { readonly type: T } & PlayerEvents[T];

export type PlayerEvent = { [T in PlayerEventType]: PlayerEventOf<T> }[PlayerEventType];

/** What `transition` needs beside phase and event. */
export interface Facts {
  /** Position of the playback. Seconds. */
  readonly position: number;
  /** Seconds; 0 while unknown. */
  readonly duration: number;
  /** Whether a source is being attached, so that the element can't be seeked. */
  readonly isAttaching: boolean;
  readonly isMounted: boolean;
  /** Whether the page is in, or on its way to, the back-forward cache. */
  readonly isPageHidden: boolean;
  /** Whether the host has given another token since the last attempt. */
  readonly hasNewAccess: boolean;
  readonly preload: Preload;
}

/** What the player does after a transition. */
export type Effect =
  /** Ends the current playback and starts another one at a position. Seconds. */
  | { readonly do: 'start'; readonly at: number }
  /** Ends the current playback. `keepalive`: the page goes away. */
  | { readonly do: 'stop'; readonly keepalive?: boolean }
  /** Drops the current playback, which has ended itself. */
  | { readonly do: 'forget' }
  /** Sends `stopped` and keeps the last frame. */
  | { readonly do: 'finish' }
  /** Releases the identity. With `linger`, the next player of the role gets the same one for 1.5 s. */
  | { readonly do: 'release'; readonly linger: boolean }
  /** Checks the media, and loads title and length if `preload` allows it. */
  | { readonly do: 'preload' }
  | { readonly do: 'play-element' | 'pause-element' }
  /** Plays the element if it is paused: taking it out of the document paused it. */
  | { readonly do: 'resume-element' }
  | { readonly do: 'seek-element'; readonly to: number }
  /** Changes the start position of a source that is being attached. Seconds. */
  | { readonly do: 'aim'; readonly at: number }
  /** Updates `paused` while no source is attached. */
  | { readonly do: 'show-intent' }
  /** Sets whether the player waits for a gesture of the viewer. */
  | { readonly do: 'block' | 'unblock' }
  /** Calls the host's `onEnded`, or `onError`. */
  | { readonly do: 'tell-ended' }
  | {
      readonly do: 'tell-error';
      readonly error: PlaybackError;
      /** Rating key of what has failed. @default the one of the media */
      readonly plexId?: string | undefined;
    };

export interface Transition {
  readonly phase: Phase;
  readonly effects: readonly Effect[];
}

export const initialPhase = (wantsToPlay: boolean): EmptyPhase => ({
  kind: 'empty',
  key: undefined,
  content: undefined,
  wantsToPlay,
  hasPlayed: false,
});

/** The code of an error that another token may mend. */
export function denialOf({ code }: PlaybackError): 'auth-expired' | 'forbidden' | undefined {
  return code === 'auth-expired' || code === 'forbidden' ? code : undefined;
}
