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
export type FocusKind = 'text' | 'range' | 'choice' | 'button' | 'other';

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
/** The code of each key while an input method composes. */
const COMPOSING = 229;

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
  if (focus === 'text' || isForText(pressed)) return undefined;
  const key = nameOf(pressed);
  if (!canSetVolume && volumeKeys.test(key)) return undefined;
  const isChoice = focus === 'choice';
  if ((isChoice || focus === 'range') && rangeKeys.test(key)) return undefined;
  if ((isChoice || focus === 'button') && key === ' ') return undefined;
  if (/^\d$/.test(key)) return seekToShare(Number(key) / 10);
  // A held key steps on and on, and toggles once.
  if (Object.hasOwn(toggles, key)) return pressed.repeat ? () => {} : toggles[key];
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

/** Whether a key is part of a combination or of a composition. AltGr is no `altKey` on Linux and macOS. */
function isForText(pressed: PressedKey): boolean {
  return (
    hasModifier(pressed) ||
    pressed.keyCode === COMPOSING ||
    pressed.getModifierState?.('AltGraph') === true
  );
}

/**
 * The key as it is named above. On a keyboard of another script the place counts: Л of a Russian one is K. A Latin letter such
 * as é is that letter.
 */
function nameOf({ key, code = '' }: PressedKey): string {
  const isOther = key > '\x7f' && /^[\p{L}\p{Nd}]/u.test(key) && !/^\p{Script=Latin}/u.test(key);
  const place = isOther && /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  return ((place && (place[1] ?? place[2])) || key).toLowerCase();
}

const editable = '[contenteditable]:not([contenteditable="false"])';

/** Of one element the first kind counts: a check box is an input, too. */
const kinds: readonly (readonly [FocusKind, string])[] = [
  [
    'text',
    roles(
      'textbox searchbox combobox spinbutton listbox option menu menubar menuitem menuitemcheckbox menuitemradio tree treeitem grid gridcell',
    ),
  ],
  ['range', `input[type="range"], ${roles('slider scrollbar')}`],
  ['choice', `input[type="radio"], ${roles('radio tab')}`],
  [
    'button',
    `button, a[href], summary, input:is([type="button"], [type="checkbox"], [type="submit"], [type="reset"], [type="image"], [type="color"], [type="file"]), ${roles('button checkbox switch link')}`,
  ],
  ['text', 'input, textarea, select'],
];

function roles(names: string): string {
  return names
    .split(' ')
    .map((name) => `[role="${name}"]`)
    .join();
}

/**
 * The kind of what has the focus, by the keys it uses itself.
 *
 * @param path `event.composedPath()`, from the inside out: the target of an event in a shadow root is only its host. What is in a
 *   closed one is not in it: a custom element that has the focus and shows no shadow root keeps all keys.
 */
export function focusKindOf(path: readonly EventTarget[], frame: EventTarget): FocusKind {
  const inside = path.slice(0, path.indexOf(frame)) as Partial<Element>[];
  if (inside[0]?.localName?.includes('-') && !inside[0].shadowRoot) return 'text';
  // What is edited can have links in it.
  if (inside.some((target) => target.matches?.(editable))) return 'text';
  for (const target of inside) {
    const kind = kinds.find(([, selector]) => target.matches?.(selector));
    if (kind) return kind[0];
  }
  return 'other';
}
