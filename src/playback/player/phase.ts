import type { PlaybackError } from '../core/playback-error.ts';
import type { Preload } from './preload.ts';

/** What every phase knows. */
interface PhaseBase {
  /** What plays, and under which identity. `undefined` before the first media. */
  readonly key: string | undefined;
  /** What plays, whatever the identity. */
  readonly content: string | undefined;
  /** Whether it is to play as soon as it can. */
  readonly wantsToPlay: boolean;
  /** Whether it was ever to play: `preload` counts until then. */
  readonly hasPlayed: boolean;
}

/** There is nothing to play. */
export interface EmptyPhase extends PhaseBase {
  readonly kind: 'empty';
}

/** A playback is loading, or able to play. */
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
  /** Where to go on. Seconds. */
  readonly at: number;
  /**
   * `auto`: another identity, a remount or a network that is back may start it again. `viewer`: the server ended it on purpose, and
   * only Retry or Play may.
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

/** Where a player stands. */
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

/** What can happen to a player, and what comes with it. */
interface PlayerEvents {
  /** A component has rendered and asks for this. */
  given: { readonly subject: Subject };
  mounted: { readonly subject: Subject };
  /** Another component has taken the player from the remount cache. */
  adopted: object;
  /** No component has mounted in time. */
  expired: object;
  'page-hidden': object;
  /** The page is back from the back-forward cache. */
  'page-restored': { readonly subject: Subject };
  /** The host, or a control, called the method of this name. */
  end: object;
  play: object;
  pause: object;
  /** The next item is to play. */
  arm: object;
  retry: object;
  seek: { readonly to: number };
  online: object;
  /** The playback can play. */
  'source-ready': object;
  'source-ended': object;
  'source-failed': { readonly error: PlaybackError };
  /** The element was played or paused by the browser: a media key, a headset, or a host with the element in hand. */
  'element-played': object;
  'element-paused': object;
  /** The browser wants a gesture of the viewer before it plays. */
  'autoplay-refused': object;
}

export type PlayerEventType = keyof PlayerEvents;

export type PlayerEventOf<T extends PlayerEventType> = { readonly type: T } & PlayerEvents[T];

export type PlayerEvent = { [T in PlayerEventType]: PlayerEventOf<T> }[PlayerEventType];

/** What a decision needs to know beside the phase. */
export interface Facts {
  /** Of the playback. Seconds. */
  readonly position: number;
  /** Seconds; 0 while unknown. */
  readonly duration: number;
  /** Whether a source is being attached, so that the element can't be seeked. */
  readonly isAttaching: boolean;
  readonly isMounted: boolean;
  /** Whether the page is in, or on its way to, the back-forward cache. */
  readonly isPageHidden: boolean;
  readonly preload: Preload;
}

/** What a player does. */
export type Effect =
  /** Starts a playback at a position, after it has ended the present one. Seconds. */
  | { readonly do: 'start'; readonly at: number }
  /** Ends the present playback. `keepalive`: the page goes away. */
  | { readonly do: 'stop'; readonly keepalive?: boolean }
  /** Forgets the present playback, which has ended itself. */
  | { readonly do: 'forget' }
  /** Tells the server that the item has been played, and keeps the last frame. */
  | { readonly do: 'finish' }
  /** Gives the identity back. With `linger`, the next player of the role gets it for 1.5 s. */
  | { readonly do: 'release'; readonly linger: boolean }
  /** Checks what is to be played, and asks for title and length where `preload` allows it. */
  | { readonly do: 'preload' }
  | { readonly do: 'play-element' | 'pause-element' }
  /** Plays the element if it is paused: taking it out of the document paused it. */
  | { readonly do: 'resume-element' }
  | { readonly do: 'seek-element'; readonly to: number }
  /** Changes where the source that is being attached starts. Seconds. */
  | { readonly do: 'aim'; readonly at: number }
  /** Shows Play or Pause while the element can't say what it is going to do. */
  | { readonly do: 'show-intent' }
  /** Whether a click of the viewer is waited for. */
  | { readonly do: 'block' | 'unblock' }
  /** Calls the host's `onEnded`, or `onError`. */
  | { readonly do: 'tell-ended' }
  | { readonly do: 'tell-error'; readonly error: PlaybackError };

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
