import type { KeyboardEvent } from 'react';
import type { MediaState } from '../../playback/core/media-state.ts';
import type { Player } from '../../playback/player/player.ts';
import type { ChangeCause } from '../../playback/player/player-options.ts';
import { toggleFullscreen } from '../FullscreenButton/fullscreen.ts';
import { hasModifier, type PressedKey } from '../has-modifier.ts';
import { toggleMuted } from '../toggle-muted.ts';
import type { Frame } from './frame-context.ts';

/** What a key does. `cause` is passed on to the callbacks of the host. */
export type Shortcut = (player: Player, frame: Frame, cause: ChangeCause<'keyboard'>) => void;

/** The kind of the focused element, by the keys it uses itself. */
export type FocusKind = 'text' | 'range' | 'choice' | 'button' | 'other';

const togglePaused: Shortcut = (player, frame) =>
  frame.togglePaused ? frame.togglePaused() : player.togglePaused();

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
  m: (player, _, cause) => toggleMuted(player, cause),
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
  const { nativeEvent } = event;
  // A listener that React does not know has used the key.
  if (nativeEvent.defaultPrevented) return;
  // A held Enter would click again and again.
  if (event.repeat && event.key === 'Enter' && isButton(path[0])) event.preventDefault();
  const shortcut = shortcutOf(nativeEvent, focusKindOf(path, root), player.state);
  if (!shortcut) return;
  event.preventDefault();
  shortcut(player, frame, { reason: 'keyboard', event: nativeEvent });
}

/** Whether it is a button of a player, not of the host. */
function isButton(target: Partial<Element> | undefined): boolean | undefined {
  return target?.matches?.('.coplay-button');
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
function isForText(pressed: PressedKey): boolean | undefined {
  return (
    hasModifier(pressed) ||
    pressed.isComposing ||
    pressed.keyCode === COMPOSING ||
    pressed.getModifierState?.('AltGraph') === true
  );
}

/**
 * The key as it is named above. On a keyboard of another script the place counts: Л of a Russian one is K. Some have marks on keys of
 * their own. A Latin letter such as é is that letter.
 */
function nameOf({ key, code = '' }: PressedKey): string {
  const isOther =
    key > '\x7f' && /^(?![\p{Script=Latin}\p{Script=Inherited}])[\p{L}\p{M}\p{Nd}]/u.test(key);
  const place = isOther && /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  return ((place && (place[1] ?? place[2])) || key).toLowerCase();
}

/** What uses all keys, in whatever is in it: links in a text that is edited, buttons of a dialog. */
const holders = `[contenteditable]:not([contenteditable="false"]), dialog, [popover], ${roles('dialog alertdialog application menu menubar listbox tree grid')}`;

/** Of one element the first kind counts: a check box is an input, too. */
const kinds: readonly (readonly [FocusKind, string])[] = [
  [
    'text',
    roles(
      'textbox searchbox combobox spinbutton option menuitem menuitemcheckbox menuitemradio treeitem gridcell',
    ),
  ],
  ['text', ':is(audio, video)[controls]'],
  ['range', `input[type="range"], ${roles('slider scrollbar')}, ${roles('separator')}[tabindex]`],
  [
    'choice',
    `input[type="radio"], [aria-haspopup]:not([aria-haspopup="false"], input, textarea, select), ${roles('radio tab')}`,
  ],
  [
    'button',
    `button, :is(a, area)[href], summary, input:is([type="button"], [type="checkbox"], [type="submit"], [type="reset"], [type="image"], [type="color"], [type="file"]), ${roles('button checkbox switch link')}`,
  ],
  ['text', 'input, textarea, select'],
];

function roles(names: string): string {
  return names
    .split(' ')
    .map((name) => `[role~="${name}" i]`)
    .join();
}

/**
 * The kind of what has the focus, by the keys it uses itself.
 *
 * @param path `event.composedPath()`, from the inside out: the target of an event in a shadow root is only its host.
 */
export function focusKindOf(path: readonly EventTarget[], frame: EventTarget): FocusKind {
  const depth = path.indexOf(frame);
  const inside = path.slice(0, depth) as Partial<HTMLElement>[];
  // React passes on events of what a child renders elsewhere by a portal. It is not in the frame.
  if (depth < 0 || hidesFocus(inside[0])) return 'text';
  if (inside.some((target) => target.matches?.(holders))) return 'text';
  for (const target of inside) {
    const kind = kinds.find(([, selector]) => target.matches?.(selector));
    if (kind?.[0] === 'button' && inside.some((outer) => outer.matches?.(roles('toolbar'))))
      return 'choice';
    if (kind) return kind[0];
  }
  return 'other';
}

/**
 * Whether something in a closed shadow root may have the focus, which nobody can see: of a custom element that shows no shadow root,
 * or of an element that cannot have the focus itself.
 */
function hidesFocus(target: Partial<HTMLElement> | undefined): boolean {
  if (!target?.localName || target.shadowRoot) return false;
  if (target.localName.includes('-')) return true;
  const { activeElement } = (target.getRootNode?.() ?? {}) as Partial<Document>;
  return activeElement === target && target.tabIndex === -1 && !target.hasAttribute?.('tabindex');
}
