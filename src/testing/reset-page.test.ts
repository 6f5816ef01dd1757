import { afterEach, describe, expect, it, vi } from 'vitest';
import { writePreferences } from '../playback/element/preferences.ts';
import { createCopyLocal } from '../playback/page/copy-local.ts';
import { pageRegistry } from '../playback/page/page-registry.ts';
import { resetPage } from './reset-page.ts';

const registryKey = Symbol.for('coplay.page-registry@2');

function stubStorage(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  vi.stubGlobal('localStorage', {
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  return kept;
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, registryKey);
});

describe('resetPage', () => {
  it('does nothing on a page without players', async () => {
    await expect(resetPage()).resolves.toBeUndefined();
    expect(registryKey in globalThis).toBe(false);
  });

  it('resets what each copy of the library keeps, and waits for it', async () => {
    const ended: string[] = [];
    const cached = createCopyLocal(
      'players',
      () => 'player',
      async (player) => {
        await undefined;
        ended.push(player);
      },
    );
    cached();
    await resetPage();
    expect(ended).toEqual(['player']);
  });

  it('forgets how many sessions a server was asked for', async () => {
    pageRegistry().renewalLimiterOf('http://tv').renewedAt = [1];
    await resetPage();
    expect(pageRegistry().renewalLimiterOf('http://tv').renewedAt).toEqual([]);
  });

  it('creates a new install id and reserves no id', async () => {
    const kept = stubStorage();
    const lease = await pageRegistry().leaseIdentity('music');
    lease.release({ linger: true });
    expect(kept.get('coplay:install-id')).toBeDefined();
    await resetPage();
    expect(kept.has('coplay:install-id')).toBe(false);
    const next = await pageRegistry().leaseIdentity('music');
    expect(next.plexClientSession).not.toBe(lease.plexClientSession);
    next.release();
  });

  it('removes the keys of coplay from localStorage, and no others', async () => {
    const kept = stubStorage({ 'coplay-storybook:x': '1', 'host:coplay:y': '2', theme: 'dark' });
    writePreferences('music', { volume: 0.3 });
    writePreferences('single', { volume: 0.4 });
    expect(kept.size).toBe(5);
    await resetPage();
    expect([...kept.keys()]).toEqual(['coplay-storybook:x', 'host:coplay:y', 'theme']);
  });

  it('removes them also when a reset fails', async () => {
    const kept = stubStorage({ 'coplay:install-id': 'a' });
    pageRegistry().resetters.add(() => Promise.reject(new Error('no answer')));
    await expect(resetPage()).rejects.toThrow('no answer');
    expect(kept.size).toBe(0);
  });

  it('works where storage is blocked', async () => {
    vi.stubGlobal('localStorage', undefined);
    await expect(resetPage()).resolves.toBeUndefined();
  });
});
