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

  it('leases once for hold(), release() and hold() while the lease is pending', async () => {
    const roleLease = new RoleLease();
    void roleLease.hold('single');
    roleLease.release({ linger: true });
    expect(roleLease.role).toBeUndefined();
    const again = roleLease.hold('single');
    expect(roleLease.role).toBe('single');
    const one = leaseOf('one');
    arrivals[0]?.(one);
    expect((await again).plexClientSession).toBe('one');
    expect(lease).toHaveBeenCalledTimes(1);
    expect(one.release).not.toHaveBeenCalled();
  });

  it('releases a lease that resolves after release(), and leases again on the next hold()', async () => {
    const roleLease = new RoleLease();
    const first = roleLease.hold('single');
    roleLease.release({ linger: true });
    const one = leaseOf('one');
    arrivals[0]?.(one);
    await first;
    expect(one.release).toHaveBeenCalledExactlyOnceWith({ linger: true });
    void roleLease.hold('single');
    expect(lease).toHaveBeenCalledTimes(2);
  });

  it('releases the lease of one role when it holds another', async () => {
    const roleLease = new RoleLease();
    const first = roleLease.hold('single');
    void roleLease.hold('lounge');
    expect(roleLease.role).toBe('lounge');
    const [one, two] = [leaseOf('one'), leaseOf('two')];
    arrivals[0]?.(one);
    arrivals[1]?.(two);
    await first;
    expect(one.release).toHaveBeenCalledTimes(1);
    expect((await roleLease.hold('lounge')).plexClientSession).toBe('two');
    expect(two.release).not.toHaveBeenCalled();
  });

  it('leases again after a failure', async () => {
    const roleLease = new RoleLease();
    lease.mockRejectedValueOnce(new Error('no'));
    await expect(roleLease.hold('single')).rejects.toThrow('no');
    void roleLease.hold('single');
    expect(lease).toHaveBeenCalledTimes(2);
  });
});
