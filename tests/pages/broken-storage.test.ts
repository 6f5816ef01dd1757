import { describe, expect, it } from 'vitest';
import { startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { openLab, serverHas } from './lab.ts';

/** How long identities may take, with the 2 s that a lock is waited for. Milliseconds. */
const SOON_MS = 5_000;

/** Breaks something of a page, before its scripts run. Runs in the page. */
const faults: Readonly<Record<string, () => void>> = {
  'the getter of localStorage throws': () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
  },
  'localStorage and sessionStorage are missing': () => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { value: undefined });
  },
  'reading from storage throws': () => {
    Storage.prototype.getItem = () => {
      throw new DOMException('Denied', 'SecurityError');
    };
  },
  'storage is full': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
  },
  'storage forgets and invents': () => {
    Storage.prototype.getItem = () => '{"not": what was stored';
    Storage.prototype.setItem = () => {};
  },
  'there are no locks': () => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
  },
  'a lock never answers': () => {
    LockManager.prototype.request = () => new Promise(() => {});
  },
  'a lock throws': () => {
    LockManager.prototype.request = () => {
      throw new DOMException('Denied', 'SecurityError');
    };
  },
  'a lock rejects': () => {
    LockManager.prototype.request = () => Promise.reject(new DOMException('', 'InvalidStateError'));
  },
  'there are no locks, and storage is full': () => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
  },
  'there is no BroadcastChannel': () => {
    Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
  },
  'neither locks nor a BroadcastChannel can be had': () => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
    window.BroadcastChannel = class {
      constructor() {
        throw new DOMException('Denied', 'SecurityError');
      }
    } as never;
  },
  'there is no crypto.randomUUID and no crypto.subtle': () => {
    for (const name of ['randomUUID', 'subtle'])
      Object.defineProperty(crypto, name, { value: undefined });
  },
};

/** Browsers and their extensions break storage and locks in many ways. */
describe.concurrent('two players of one role play, each under its own id, where', () => {
  it.each(Object.keys(faults))('%s', async (name) => {
    const plex = await startPlexServer({ evict: 'strict' });
    const context = await newContext();
    await context.addInitScript(faults[name] ?? (() => {}));
    const lab = await openLab(context, plex);
    const begun = performance.now();
    await lab.show(
      { kind: 'music', role: 'music' },
      { kind: 'music', role: 'music', name: 'the other' },
    );
    await serverHas(plex, 'two clients', ({ resources }) => resources.length === 2);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    await lab.allPlay(2);
    const { resources, ended } = plex.server.snapshot();
    expect(new Set(resources.map(({ clientIdentifier }) => clientIdentifier)).size).toBe(2);
    expect(ended).toEqual([]);
    expect(await lab.page.evaluate(() => window.lab.errors)).toEqual([]);
    expect(lab.uncaught).toEqual([]);
    await context.close();
    await plex.close();
  });
});
