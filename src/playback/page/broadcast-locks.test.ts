import { describe, expect, it, vi } from 'vitest';
import { createBroadcastLocks } from './broadcast-locks.ts';

let channels = 0;
const freshChannel = () => {
  channels += 1;
  return `coplay:test-${channels}`;
};

describe('createBroadcastLocks', () => {
  it('grants a lock to one tab at a time', async () => {
    const channel = freshChannel();
    const [one, two] = [createBroadcastLocks(channel), createBroadcastLocks(channel)];
    const release = await one.tryLock('slot-1');
    expect(release).toBeTypeOf('function');
    expect(await two.tryLock('slot-1')).toBeUndefined();
    const other = await two.tryLock('slot-2');
    expect(other).toBeTypeOf('function');
    release?.();
    const again = await two.tryLock('slot-1');
    expect(again).toBeTypeOf('function');
    again?.();
    other?.();
  });

  it('grants a lock to one of two tabs that request it at the same time', async () => {
    const channel = freshChannel();
    const tabs = [createBroadcastLocks(channel), createBroadcastLocks(channel)];
    const got = await Promise.all(tabs.map((tab) => tab.tryLock('slot-1')));
    expect(got.filter(Boolean)).toHaveLength(1);
    for (const release of got) release?.();
  });

  it('respects the stored record of a tab that does not answer', async () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    // Two channels: the tabs do not receive each other's messages.
    const busy = createBroadcastLocks('coplay:busy', storage);
    const record = await busy.tryLock('slot-1').then((release) => {
      const written = kept.get('coplay:busy:slot-1');
      kept.set('coplay:other:slot-1', written ?? '');
      return { release, written };
    });
    const tab = createBroadcastLocks('coplay:other', storage);
    expect(await tab.tryLock('slot-1')).toBeUndefined();
    record.release?.();
    expect(kept.has('coplay:busy:slot-1')).toBe(false);
    // Expired and invalid records are ignored.
    for (const old of [record.written?.replace(/"at":\d+/, '"at":1'), 'garbage', '7', '{}']) {
      kept.set('coplay:other:slot-1', old ?? '');
      const release = await tab.tryLock('slot-1');
      expect(release).toBeTypeOf('function');
      release?.();
    }
  });

  it('works when storage throws', async () => {
    const throws = () => {
      throw new Error('blocked');
    };
    const storage = { getItem: throws, setItem: throws, removeItem: throws };
    const tab = createBroadcastLocks(freshChannel(), storage);
    const release = await tab.tryLock('slot-1');
    expect(release).toBeTypeOf('function');
    expect(await tab.tryLock('slot-1')).toBeUndefined();
    release?.();
  });

  it('erases its records on pagehide, and writes them again on pageshow', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const kept = new Map<string, string>();
    const tab = createBroadcastLocks(freshChannel(), {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    });
    const release = await tab.tryLock('slot-1');
    expect(kept.size).toBe(1);
    page.dispatchEvent(new Event('pagehide'));
    expect(kept.size).toBe(0);
    page.dispatchEvent(new Event('pageshow'));
    expect(kept.size).toBe(1);
    page.dispatchEvent(new Event('pagehide'));
    const [name = ''] = [...kept.keys(), `coplay:test-${channels}:slot-1`];
    const other = JSON.stringify({ from: 'another tab', at: Date.now() });
    kept.set(name, other);
    page.dispatchEvent(new Event('pageshow'));
    expect(kept.get(name)).toBe(other);
    release?.();
    expect(kept.get(name)).toBe(other);
    vi.unstubAllGlobals();
  });

  it('does not grant a tab the same lock twice', async () => {
    const tab = createBroadcastLocks(freshChannel());
    const release = await tab.tryLock('slot-1');
    expect(await tab.tryLock('slot-1')).toBeUndefined();
    release?.();
  });
});
