/** What a key does. Seconds, and gain from 0 to 1. */
export type Shortcut =
  | { readonly kind: 'toggle-paused' }
  | { readonly kind: 'toggle-muted' }
  | { readonly kind: 'toggle-fullscreen' }
  | { readonly kind: 'seek-by'; readonly seconds: number }
  | { readonly kind: 'seek-to-share'; readonly share: number }
  | { readonly kind: 'change-volume'; readonly by: number };

/** The kind of the focused element, by the keys it uses itself. */
export type FocusKind = 'text' | 'range' | 'button' | 'other';

/** The parts of a keyboard event that are read. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const shortcuts: Readonly<Record<string, Shortcut>> = {
  ' ': { kind: 'toggle-paused' },
  k: { kind: 'toggle-paused' },
  m: { kind: 'toggle-muted' },
  f: { kind: 'toggle-fullscreen' },
  arrowleft: { kind: 'seek-by', seconds: -5 },
  arrowright: { kind: 'seek-by', seconds: 5 },
  j: { kind: 'seek-by', seconds: -10 },
  l: { kind: 'seek-by', seconds: 10 },
  arrowup: { kind: 'change-volume', by: 0.05 },
  arrowdown: { kind: 'change-volume', by: -0.05 },
};

const rangeKeys = /^(?:arrow|page|home|end)/;

/** The shortcut of a key. None with a modifier, which is for the browser, and none for a key that the control itself uses. */
export function shortcutOf(pressed: PressedKey, focus: FocusKind): Shortcut | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.shiftKey) return undefined;
  if (focus === 'text') return undefined;
  const key = pressed.key.toLowerCase();
  if (focus === 'range' && rangeKeys.test(key)) return undefined;
  if (focus === 'button' && key === ' ') return undefined;
  if (/^\d$/.test(key)) return { kind: 'seek-to-share', share: Number(key) / 10 };
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
