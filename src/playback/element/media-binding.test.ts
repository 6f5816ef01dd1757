import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { initialMediaState, type MediaState } from '../core/media-state.ts';
import { createStore } from '../core/store.ts';
import { MediaBinding, type MediaBindingOptions } from './media-binding.ts';

/** An element on an iPhone: its volume is always 1. */
const fixedElement = () =>
  Object.defineProperty(new SilentElement('audio'), 'volume', { get: () => 1, set() {} });

describe('MediaBinding', () => {
  let stored: Map<string, string>;

  beforeEach(() => {
    stored = new Map();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  function bind(element: SilentElement, options: Partial<MediaBindingOptions> = {}) {
    const store = createStore<MediaState>(initialMediaState);
    const onForeignVolume = vi.fn();
    const binding = new MediaBinding(store, {
      mediaType: 'audio',
      role: 'music',
      volume: 0.3,
      muted: undefined,
      volumeIsGiven: () => false,
      mutedIsGiven: () => false,
      isReplacingSource: () => false,
      onEvent() {},
      onForeignVolume,
      onSilent() {},
      ...options,
    });
    binding.ensureElement({ createElement: () => element } as unknown as Document);
    return { binding, store, onForeignVolume };
  }

  it('sets the volume where the browser lets it', () => {
    const element = new SilentElement('audio');
    const { binding, store, onForeignVolume } = bind(element);
    expect(store.get()).toMatchObject({ volume: 0.3, canSetVolume: true });
    element.tell('volumechange');
    expect(onForeignVolume).not.toHaveBeenCalled();
    binding.setVolume(0.6);
    expect(element.volume).toBe(0.6);
    binding.savePreferences();
    expect([...stored.values()]).toEqual(['{"volume":0.6,"muted":false}']);
  });

  it('tells what is heard where the volume is fixed, and stores no volume', () => {
    const element = fixedElement();
    const { binding, store, onForeignVolume } = bind(element);
    expect(store.get()).toMatchObject({ volume: 1, canSetVolume: false });
    binding.setVolume(0.6);
    binding.setMuted(true);
    element.tell('volumechange');
    expect(store.get()).toMatchObject({ volume: 1, muted: true });
    expect(onForeignVolume).not.toHaveBeenCalled();
    binding.savePreferences();
    expect([...stored.values()]).toEqual(['{"muted":true}']);
  });

  it('asks for files with CORS only where a fixed volume is to be another', () => {
    const quiet = fixedElement();
    bind(quiet);
    expect(quiet.crossOrigin).toBe('');
    const loud = fixedElement();
    bind(loud, { volume: undefined });
    expect(loud.crossOrigin).toBeNull();
  });
});
