import { Window } from 'happy-dom';
import { describe, expect, it, vi } from 'vitest';
import type { Player } from '../../playback/player/player.ts';
import type { PressedKey } from '../has-modifier.ts';
import type { Frame } from './frame-context.ts';
import { type FocusKind, focusKindOf, shortcutOf } from './shortcuts.ts';

const press = (key: string, modifiers: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

const shortcut = (pressed: PressedKey, focus: FocusKind, canSetVolume = true) =>
  shortcutOf(pressed, focus, { canSetVolume });

const cause = { reason: 'keyboard', event: undefined } as const;

/** The calls that a key makes on a player at 0:20 of 1:40, at half the volume. */
function callsOf(
  key: string,
  focus: FocusKind = 'other',
  frame: Partial<Frame> = {},
  state: Partial<Player['state']> = {},
) {
  const calls: unknown[][] = [];
  const note = (name: string) => vi.fn((...args: unknown[]) => void calls.push([name, ...args]));
  const player = {
    state: { currentTime: 20, duration: 100, volume: 0.5, muted: false, ...state },
    togglePaused: note('togglePaused'),
    setMuted: note('setMuted'),
    setVolume: note('setVolume'),
    seek: note('seek'),
  };
  shortcut(press(key), focus)?.(player as unknown as Player, frame as Frame, cause);
  return calls;
}

describe('shortcutOf', () => {
  it('plays and mutes, with Caps Lock on too', () => {
    expect(callsOf('k')).toEqual([['togglePaused']]);
    expect(callsOf('K')).toEqual([['togglePaused']]);
    expect(callsOf('m', 'button')).toEqual([['setMuted', true, cause]]);
  });

  it('is heard again by M at a volume of 0, as by the button', () => {
    for (const muted of [false, true])
      expect(callsOf('m', 'other', {}, { volume: 0, muted })).toEqual([['setVolume', 0.5, cause]]);
    expect(callsOf('m', 'other', {}, { muted: true })).toEqual([['setMuted', false, cause]]);
  });

  it('plays as the frame says', () => {
    const togglePaused = vi.fn();
    expect(callsOf(' ', 'other', { togglePaused })).toEqual([]);
    expect(togglePaused).toHaveBeenCalledTimes(1);
  });

  it('toggles full screen of the frame', () => {
    const requestFullscreen = vi.fn(() => Promise.resolve());
    const getRootNode = () => ({});
    const current = { getRootNode, requestFullscreen } as unknown as HTMLElement;
    callsOf('f', 'other', { fullscreenTarget: { current } });
    expect(requestFullscreen).toHaveBeenCalledTimes(1);
  });

  it('seeks five seconds by arrows, ten by letters, and to tenths by digits', () => {
    expect(callsOf('ArrowLeft')).toEqual([['seek', 15]]);
    expect(callsOf('l')).toEqual([['seek', 30]]);
    expect(callsOf('7')).toEqual([['seek', 70]]);
  });

  it('changes the volume in steps of a twentieth', () => {
    expect(callsOf('ArrowUp')).toEqual([['setVolume', 0.55, cause]]);
    expect(callsOf('ArrowDown')).toEqual([['setVolume', 0.45, cause]]);
  });

  it('leaves the keys of the volume to the page where the browser lets nobody set it', () => {
    for (const key of ['ArrowUp', 'ArrowDown'])
      expect(shortcut(press(key), 'other', false)).toBeUndefined();
    expect(shortcut(press('m'), 'other', false)).toBeDefined();
    expect(shortcut(press('ArrowLeft'), 'other', false)).toBeDefined();
  });

  it('leaves every key with a modifier to the browser', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey']) {
      expect(shortcut(press('f', { [modifier]: true }), 'other')).toBeUndefined();
    }
  });

  it('leaves to a control the keys that it uses itself', () => {
    expect(shortcut(press(' '), 'button')).toBeUndefined();
    expect(shortcut(press('ArrowUp'), 'range')).toBeUndefined();
    expect(shortcut(press('Home'), 'range')).toBeUndefined();
    expect(callsOf(' ', 'range')).toEqual([['togglePaused']]);
  });

  it('does nothing while the viewer types', () => {
    for (const key of ['k', ' ', '5', 'ArrowLeft']) {
      expect(shortcut(press(key), 'text')).toBeUndefined();
    }
  });

  it.each([' ', 'k', 'm', 'f'])(
    'toggles once while %s is held, and leaves nothing to the page',
    (key) => {
      const calls: unknown[] = [];
      const player = {
        togglePaused: () => calls.push(key),
        setMuted: () => calls.push(key),
        state: {},
      };
      const pressed = shortcut(press(key, { repeat: true }), 'other');
      expect(pressed).toBeDefined();
      pressed?.(player as unknown as Player, {} as Frame, cause);
      expect(calls).toEqual([]);
    },
  );

  it('steps on while a key is held', () => {
    expect(shortcut(press('ArrowRight', { repeat: true }), 'other')).toBe(
      shortcut(press('ArrowRight'), 'other'),
    );
  });

  it.each([
    ['л', 'KeyK', 'k'],
    ['λ', 'KeyL', 'l'],
    ['ㅏ', 'KeyK', 'k'],
    ['م', 'KeyL', 'l'],
    // Marks, which follow a letter: of a Thai and of a Hindi keyboard.
    ['\u0e48', 'KeyJ', 'j'],
    ['\u093f', 'KeyF', 'f'],
  ])('takes %s for the key in its place, %s', (key, code, latin) => {
    expect(shortcut(press(key, { code }), 'other')).toBe(shortcut(press(latin), 'other'));
  });

  it.each([
    ['٧', 'Digit7'],
    ['۷', 'Numpad7'],
    ['७', 'Digit7'],
  ])('takes the digit %s of another script for the one in its place', (key, code) => {
    const calls: unknown[] = [];
    const player = { state: { duration: 100 }, seek: (to: number) => calls.push(to) };
    const pressed = shortcut(press(key, { code }), 'other');
    pressed?.(player as unknown as Player, {} as Frame, cause);
    expect(calls).toEqual([70]);
  });

  it.each([
    ['ł', 'KeyL'],
    ['µ', 'KeyM'],
    ['k', 'KeyK'],
  ])(
    'leaves %s to the browser while AltGr is held, which is no altKey on each system',
    (key, code) => {
      const getModifierState = (name: string) => name === 'AltGraph';
      expect(shortcut(press(key, { code, getModifierState }), 'other')).toBeUndefined();
    },
  );

  it.each([
    ['é', 'KeyF'],
    ['ü', 'KeyJ'],
    ['ø', 'KeyL'],
    ['ığ', 'KeyM'],
    ['§', 'Digit6'],
    // An accent of a Vietnamese keyboard.
    ['\u0301', 'Digit8'],
  ])('does not take %s for the key in its place, %s', (key, code) => {
    expect(shortcut(press(key, { code }), 'other')).toBeUndefined();
  });

  it('leaves keys to an input method', () => {
    expect(shortcut(press('k', { keyCode: 229 }), 'other')).toBeUndefined();
    expect(shortcut(press(' ', { keyCode: 229 }), 'other')).toBeUndefined();
    expect(shortcut(press('k', { isComposing: true }), 'other')).toBeUndefined();
  });

  it('leaves to a choice the keys that move it', () => {
    for (const key of ['ArrowLeft', 'ArrowUp', 'Home', ' '])
      expect(shortcut(press(key), 'choice')).toBeUndefined();
    expect(shortcut(press('k'), 'choice')).toBeDefined();
  });

  it('takes a Latin letter as it is, wherever a layout has it', () => {
    expect(shortcut(press('a', { code: 'KeyK' }), 'other')).toBeUndefined();
    expect(shortcut(press('é', { code: 'Digit2' }), 'other')).toBeUndefined();
  });

  it('has no shortcut for the names of object properties', () => {
    expect(shortcut(press('constructor'), 'other')).toBeUndefined();
  });
});

describe('focusKindOf', () => {
  const { document } = new Window();
  const frame = document.createElement('div');

  /** The kind of the element with the id `focus`, within a frame. */
  function kindOf(
    html: string,
    find: (root: HTMLElement) => Element | null | undefined = (root) =>
      root.querySelector('#focus'),
  ) {
    frame.innerHTML = html;
    const path: EventTarget[] = [];
    const focus = find(frame as unknown as HTMLElement);
    for (
      let at: Node | null = focus ?? null;
      at;
      at = at.parentNode ?? (at as ShadowRoot).host ?? null
    )
      path.push(at);
    return focusKindOf(path, frame as unknown as EventTarget);
  }

  it.each([
    ['<input type="range" id="focus">', 'range'],
    ['<button id="focus">', 'button'],
    ['<button><span id="focus"></span></button>', 'button'],
    ['<input type="checkbox" id="focus">', 'button'],
    ['<input id="focus">', 'text'],
    ['<textarea id="focus"></textarea>', 'text'],
    ['<select id="focus"></select>', 'text'],
    ['<div contenteditable><b id="focus"></b></div>', 'text'],
    ['<div contenteditable="false" id="focus"></div>', 'other'],
    ['<div role="combobox" id="focus"></div>', 'text'],
    ['<div role="button"><input id="focus"></div>', 'text'],
    ['<input type="number" id="focus">', 'text'],
    ['<input type="radio" id="focus">', 'choice'],
    ['<div role="radio" id="focus"></div>', 'choice'],
    ['<button role="tab" id="focus"></button>', 'choice'],
    ['<div role="slider" id="focus"></div>', 'range'],
    ['<span role="switch" id="focus"></span>', 'button'],
    ['<span role="checkbox" id="focus"></span>', 'button'],
    ['<button role="combobox" id="focus"></button>', 'text'],
    ['<button role="menuitem" id="focus"></button>', 'text'],
    ['<div role="listbox"><div role="option" id="focus"></div></div>', 'text'],
    ['<div role="treeitem" id="focus"></div>', 'text'],
    ['<div contenteditable="plaintext-only" id="focus"></div>', 'text'],
    ['<div contenteditable><a href="#" id="focus"></a></div>', 'text'],
    ['<input type="button" id="focus">', 'button'],
    ['<input type="submit" id="focus">', 'button'],
    ['<my-field id="focus"></my-field>', 'text'],
    ['<my-box><p id="focus"></p></my-box>', 'other'],
    ['<p id="focus"></p>', 'other'],
    ['<div role="searchbox textbox" id="focus"></div>', 'text'],
    ['<div role="Slider" id="focus"></div>', 'range'],
    ['<div role="separator" tabindex="0" id="focus"></div>', 'range'],
    ['<div role="application"><p tabindex="0" id="focus"></p></div>', 'text'],
    ['<dialog open><button id="focus"></button></dialog>', 'text'],
    ['<div role="alertdialog" tabindex="-1" id="focus"></div>', 'text'],
    ['<div popover><button id="focus"></button></div>', 'text'],
    ['<div role="menu"><div role="presentation"><button id="focus"></button></div></div>', 'text'],
    ['<div role="toolbar"><button id="focus"></button></div>', 'choice'],
    ['<button aria-haspopup="menu" id="focus"></button>', 'choice'],
    ['<button aria-haspopup="false" id="focus"></button>', 'button'],
    ['<input aria-haspopup="listbox" id="focus">', 'text'],
    ['<video controls id="focus"></video>', 'text'],
    ['<audio controls id="focus"></audio>', 'text'],
    ['<video id="focus"></video>', 'other'],
    ['<map><area href="#" id="focus"></map>', 'button'],
  ])('%s is %s', (html, kind) => {
    expect(kindOf(html)).toBe(kind);
  });

  it('looks into an open shadow root', () => {
    const kind = kindOf('<div id="host"></div>', (root) => {
      const shadow = root.querySelector('#host')?.attachShadow({ mode: 'open' });
      if (shadow) shadow.innerHTML = '<input>';
      return shadow?.querySelector('input');
    });
    expect(kind).toBe('text');
  });

  it('leaves all keys to an element with a closed shadow root', () => {
    const kind = kindOf('<my-field id="host"></my-field>', (root) => {
      const host = root.querySelector('#host');
      host?.attachShadow({ mode: 'closed' });
      return host;
    });
    expect(kind).toBe('text');
  });

  it('leaves all keys to what has the focus and could not have it itself: what is in its closed shadow root has it', () => {
    const focused = (tabIndex?: string) =>
      kindOf('<section id="host"></section>', (root) => {
        const host = root.querySelector<HTMLElement>('#host');
        if (tabIndex) host?.setAttribute('tabindex', tabIndex);
        Object.assign(host ?? {}, { getRootNode: () => ({ activeElement: host }) });
        return host;
      });
    expect(focused()).toBe('text');
    expect(focused('-1')).toBe('other');
  });

  it('leaves all keys to what is shown elsewhere, by a portal', () => {
    const body = document.createElement('body');
    const button = body.appendChild(document.createElement('button'));
    const path = [button, body] as unknown as EventTarget[];
    expect(focusKindOf(path, frame as unknown as EventTarget)).toBe('text');
  });

  it('does not look outside of the frame', () => {
    const outer = document.createElement('a');
    outer.setAttribute('href', '#');
    outer.append(frame);
    expect(kindOf('<p id="focus"></p>')).toBe('other');
  });
});
