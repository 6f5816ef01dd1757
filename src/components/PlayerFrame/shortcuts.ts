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

const shortcuts: Readonly<Record<string, Shortcut>> = {
  ' ': togglePaused,
  k: togglePaused,
  m: toggleMuted,
  f: (_, { fullscreenTarget }) => toggleFullscreen(fullscreenTarget?.current),
  arrowleft: seekBy(-5),
  arrowright: seekBy(5),
  j: seekBy(-10),
  l: seekBy(10),
  arrowup: changeVolume(0.05),
  arrowdown: changeVolume(-0.05),
};

const rangeKeys = /^(?:arrow|page|home|end)/;

/** The shortcut of a key. None with a modifier, and none for a key that the focused control uses itself. */
export function shortcutOf(pressed: PressedKey, focus: FocusKind): Shortcut | undefined {
  if (hasModifier(pressed) || focus === 'text') return undefined;
  const key = pressed.key.toLowerCase();
  if (focus === 'range' && rangeKeys.test(key)) return undefined;
  if (focus === 'button' && key === ' ') return undefined;
  if (/^\d$/.test(key)) return seekToShare(Number(key) / 10);
  return Object.hasOwn(shortcuts, key) ? shortcuts[key] : undefined;
}

const rangeSelector = 'input[type="range"]';
const buttonSelector =
  'button, a[href], summary, input[type="button"], input[type="checkbox"], input[type="radio"], [role="button"]';
const textSelector = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** The kind of an element, by the keys it uses itself. */
export function focusKindOf(element: Element): FocusKind {
  if (element.matches(rangeSelector)) return 'range';
  if (element.closest(buttonSelector)) return 'button';
  return element.closest(textSelector) ? 'text' : 'other';
}
