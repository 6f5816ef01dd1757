import { describe, expect, it, vi } from 'vitest';
import type { Player } from '../../playback/player/player.ts';
import type { PressedKey } from '../has-modifier.ts';
import type { Frame } from './frame-context.ts';
import { type FocusKind, shortcutOf } from './shortcuts.ts';

const press = (key: string, modifiers: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

const cause = { reason: 'keyboard', event: undefined } as const;

/** The calls that a key makes on a player at 0:20 of 1:40, at half the volume. */
function callsOf(key: string, focus: FocusKind = 'other', frame: Partial<Frame> = {}) {
  const calls: unknown[][] = [];
  const note = (name: string) => vi.fn((...args: unknown[]) => void calls.push([name, ...args]));
  const player = {
    state: { currentTime: 20, duration: 100, volume: 0.5, muted: false },
    togglePaused: note('togglePaused'),
    setMuted: note('setMuted'),
    setVolume: note('setVolume'),
    seek: note('seek'),
  };
  shortcutOf(press(key), focus)?.(player as unknown as Player, frame as Frame, cause);
  return calls;
}

describe('shortcutOf', () => {
  it('plays and mutes, with Caps Lock on too', () => {
    expect(callsOf('k')).toEqual([['togglePaused']]);
    expect(callsOf('K')).toEqual([['togglePaused']]);
    expect(callsOf('m', 'button')).toEqual([['setMuted', true, cause]]);
  });

  it('plays as the frame says', () => {
    const togglePaused = vi.fn();
    expect(callsOf(' ', 'other', { togglePaused })).toEqual([]);
    expect(togglePaused).toHaveBeenCalledTimes(1);
  });

  it('toggles full screen of the frame', () => {
    const requestFullscreen = vi.fn(() => Promise.resolve());
    const current = { ownerDocument: {}, requestFullscreen } as unknown as HTMLElement;
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

  it('leaves every key with a modifier to the browser', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey']) {
      expect(shortcutOf(press('f', { [modifier]: true }), 'other')).toBeUndefined();
    }
  });

  it('leaves to a control the keys that it uses itself', () => {
    expect(shortcutOf(press(' '), 'button')).toBeUndefined();
    expect(shortcutOf(press('ArrowUp'), 'range')).toBeUndefined();
    expect(shortcutOf(press('Home'), 'range')).toBeUndefined();
    expect(callsOf(' ', 'range')).toEqual([['togglePaused']]);
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
