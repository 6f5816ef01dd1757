import type { KeyboardEvent } from 'react';
import type { MediaState } from '../../playback/core/media-state.ts';
import type { Player } from '../../playback/player/player.ts';
import type { ChangeCause } from '../../playback/player/player-options.ts';
import { toggleFullscreen } from '../FullscreenButton/fullscreen.ts';
import { hasModifier, type PressedKey } from '../has-modifier.ts';
import type { Frame } from './frame-context.ts';

/** What a key does. `cause` is passed on to the callbacks of the host. */
export type Shortcut = (player: Player, frame: Frame, cause: ChangeCause<'keyboard'>) => void;

/** The kind of the focused element, by the keys it uses itself. */
export type FocusKind = 'text' | 'range' | 'button' | 'other';

const togglePaused: Shortcut = (player, frame) =>
  frame.togglePaused ? frame.togglePaused() : player.togglePaused();

const toggleMuted: Shortcut = (player, _, cause) => player.setMuted(!player.state.muted, cause);

const seekBy =
  (seconds: number): Shortcut =>
  (player) =>
    player.seek(player.state.currentTime + seconds);

const seekToShare =
  (share: number): Shortcut =>
  (player) => {
    const { duration } = player.state;
    if (duration > 0) player.seek(duration * share);
  };

/** Rounded to twentieths, the steps of the slider. */
const changeVolume =
  (by: number): Shortcut =>
  (player, _, cause) =>
    player.setVolume(Math.round((player.state.volume + by) * 20) / 20, cause);

const toggles: Readonly<Record<string, Shortcut>> = {
  ' ': togglePaused,
  k: togglePaused,
  m: toggleMuted,
  f: (_, { fullscreenTarget }) => toggleFullscreen(fullscreenTarget?.current),
};

const steps: Readonly<Record<string, Shortcut>> = {
  arrowleft: seekBy(-5),
  arrowright: seekBy(5),
  j: seekBy(-10),
  l: seekBy(10),
  arrowup: changeVolume(0.05),
  arrowdown: changeVolume(-0.05),
};

const volumeKeys = /^arrow(?:up|down)$/;
const rangeKeys = /^(?:arrow|page|home|end)/;

/** A key that was pressed in a player. */
export interface PlayerKey {
  readonly event: KeyboardEvent<HTMLElement>;
  /** `composedPath()` of the event, which is empty after it. */
  readonly path: readonly EventTarget[];
  /** The element of the frame. */
  readonly root: EventTarget;
}

/** Does what a key does, if it is a shortcut. */
export function pressKey({ event, path, root }: PlayerKey, player: Player, frame: Frame): void {
  const shortcut = shortcutOf(event, focusKindOf(path, root), player.state);
  if (!shortcut) return;
  event.preventDefault();
  shortcut(player, frame, { reason: 'keyboard', event: event.nativeEvent });
}

/** The shortcut of a key. None with a modifier, and none for a key that the focused control uses itself. */
export function shortcutOf(
  pressed: PressedKey,
  focus: FocusKind,
  { canSetVolume }: Pick<MediaState, 'canSetVolume'>,
): Shortcut | undefined {
  if (hasModifier(pressed) || focus === 'text') return undefined;
  const key = nameOf(pressed);
  if (!canSetVolume && volumeKeys.test(key)) return undefined;
  if (focus === 'range' && rangeKeys.test(key)) return undefined;
  if (focus === 'button' && key === ' ') return undefined;
  if (/^\d$/.test(key)) return seekToShare(Number(key) / 10);
  // A held key steps on and on, and toggles once.
  if (Object.hasOwn(toggles, key)) return pressed.repeat ? () => {} : toggles[key];
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

/** The key as it is named above. On a keyboard of another script the place counts: Л of a Russian one is K. */
function nameOf({ key, code = '' }: PressedKey): string {
  const letter = key > '\x7f' && /^Key([A-Z])$/.exec(code)?.[1];
  return (letter || key).toLowerCase();
}

/** Of one element the first kind counts: a check box is an input, too. */
const kinds: readonly (readonly [FocusKind, string])[] = [
  ['range', 'input[type="range"]'],
  [
    'button',
    'button, a[href], summary, input[type="button"], input[type="checkbox"], input[type="radio"], [role="button"]',
  ],
  [
    'text',
    'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"]',
  ],
];

/**
 * The kind of what has the focus, by the keys it uses itself.
 *
 * @param path `event.composedPath()`, from the inside out: the target of an event in a shadow root is only its host.
 */
export function focusKindOf(path: readonly EventTarget[], frame: EventTarget): FocusKind {
  for (const target of path.slice(0, path.indexOf(frame))) {
    const kind = kinds.find(([, selector]) => (target as Partial<Element>).matches?.(selector));
    if (kind) return kind[0];
  }
  return 'other';
}
