import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IdentityLease } from './page-identity.ts';
import { pageRegistry } from './page-registry.ts';
import { RoleLease } from './role-lease.ts';

describe('RoleLease', () => {
  let arrivals: ((lease: IdentityLease) => void)[];
  const lease = vi.spyOn(pageRegistry(), 'leaseIdentity');
  const leaseOf = (plexClientSession: string) => ({
    plexClientSession,
    fallback: undefined,
    release: vi.fn(),
  });

  beforeEach(() => {
    arrivals = [];
    lease.mockReset().mockImplementation(() => new Promise((resolve) => arrivals.push(resolve)));
  });
  afterEach(() => void lease.mockReset());

  it('asks once for who holds on, lets go and holds on again while it is on its way', async () => {
    const held = new RoleLease();
    void held.hold('single');
    held.release({ linger: true });
    expect(held.role).toBeUndefined();
    const again = held.hold('single');
    expect(held.role).toBe('single');
    const one = leaseOf('one');
    arrivals[0]?.(one);
    expect((await again).plexClientSession).toBe('one');
    expect(lease).toHaveBeenCalledTimes(1);
    expect(one.release).not.toHaveBeenCalled();
  });

  it('gives back what arrives too late, and then asks anew', async () => {
    const held = new RoleLease();
    const first = held.hold('single');
    held.release({ linger: true });
    const one = leaseOf('one');
    arrivals[0]?.(one);
    await first;
    expect(one.release).toHaveBeenCalledExactlyOnceWith({ linger: true });
    void held.hold('single');
    expect(lease).toHaveBeenCalledTimes(2);
  });

  it('gives one role back for another', async () => {
    const held = new RoleLease();
    const first = held.hold('single');
    void held.hold('lounge');
    expect(held.role).toBe('lounge');
    const [one, two] = [leaseOf('one'), leaseOf('two')];
    arrivals[0]?.(one);
    arrivals[1]?.(two);
    await first;
    expect(one.release).toHaveBeenCalledTimes(1);
    expect((await held.hold('lounge')).plexClientSession).toBe('two');
    expect(two.release).not.toHaveBeenCalled();
  });

  it('asks again after a failure', async () => {
    const held = new RoleLease();
    lease.mockRejectedValueOnce(new Error('no'));
    await expect(held.hold('single')).rejects.toThrow('no');
    void held.hold('single');
    expect(lease).toHaveBeenCalledTimes(2);
  });
});
