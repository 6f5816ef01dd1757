import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlexEvent } from '../../plex/index.ts';
import { RoleLease } from '../page/role-lease.ts';
import { PlayerIdentity } from './player-identity.ts';

describe('PlayerIdentity with locks that never answer', () => {
  let events: PlexEvent[];
  const { signal } = new AbortController();

  beforeEach(() => {
    events = [];
    vi.useFakeTimers();
    vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => {}) } });
    vi.stubGlobal('localStorage', { getItem: () => 'abcdefgh12345678' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function playerIdentity() {
    return new PlayerIdentity({
      emit: (event) => void events.push(event),
      onTaken: () => {},
      endCached: () => {},
    });
  }

  it('identifies players within 2 s, and says why their ids are random', async () => {
    const onId = vi.fn();
    const asked = { playerRole: 'single' };
    void playerIdentity().identify(asked, signal).then(onId);
    // A host's hook leases an id while its player waits for it, and not much longer.
    const onHookId = vi.fn();
    const hook = new RoleLease().hold('music');
    void hook.then(({ plexClientSession }) => onHookId(plexClientSession));
    const onOwnId = vi.fn();
    const waiting = { playerRole: 'music', awaitsSession: true };
    void playerIdentity().identify(waiting, signal).then(onOwnId);

    await vi.advanceTimersByTimeAsync(2_000);
    const random = /-abcdefgh12345678-t[a-z0-9]{12}$/;
    expect(onId).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(random));
    expect(onHookId).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(random));
    const [id] = onId.mock.calls.flat();
    expect(events).toEqual([
      {
        name: 'plex.identity-fallback',
        data: { reason: 'locks-silent', role: 'single', plexClientSession: id },
      },
    ]);

    expect(onOwnId).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(600);
    expect(onOwnId).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(random));
  });
});
