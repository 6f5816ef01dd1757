import { describe, expect, it } from 'vitest';
import { type PressedKey, shortcutOf } from './shortcuts.ts';

const press = (key: string, modifiers: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('shortcutOf', () => {
  it('knows play, mute and full screen, whatever Caps Lock says', () => {
    expect(shortcutOf(press('k'), 'other')).toEqual({ kind: 'toggle-paused' });
    expect(shortcutOf(press('K'), 'other')).toEqual({ kind: 'toggle-paused' });
    expect(shortcutOf(press('m'), 'button')).toEqual({ kind: 'toggle-muted' });
    expect(shortcutOf(press('f'), 'other')).toEqual({ kind: 'toggle-fullscreen' });
  });

  it('seeks five seconds by arrows, ten by letters, and to tenths by digits', () => {
    expect(shortcutOf(press('ArrowLeft'), 'other')).toEqual({ kind: 'seek-by', seconds: -5 });
    expect(shortcutOf(press('l'), 'other')).toEqual({ kind: 'seek-by', seconds: 10 });
    expect(shortcutOf(press('7'), 'other')).toEqual({ kind: 'seek-to-share', share: 0.7 });
  });

  it('leaves every key with a modifier to the browser', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey']) {
      expect(shortcutOf(press('f', { [modifier]: true }), 'other')).toBeUndefined();
    }
  });

  it('leaves to a control the keys that it uses itself', () => {
    expect(shortcutOf(press(' '), 'button')).toBeUndefined();
    expect(shortcutOf(press('ArrowUp'), 'range')).toBeUndefined();
    expect(shortcutOf(press('Home'), 'range')).toBeUndefined();
    expect(shortcutOf(press(' '), 'range')).toEqual({ kind: 'toggle-paused' });
  });

  it('does nothing while the viewer types', () => {
    for (const key of ['k', ' ', '5', 'ArrowLeft']) {
      expect(shortcutOf(press(key), 'text')).toBeUndefined();
    }
  });

  it('has no shortcut for the names of object properties', () => {
    expect(shortcutOf(press('constructor'), 'other')).toBeUndefined();
  });
});
