import { afterEach, expect, it, vi } from 'vitest';
import { pageRegistry } from './page-registry.ts';

afterEach(() => {
  pageRegistry().resetters.clear();
});

it('is shared by two copies of the library', async () => {
  vi.resetModules();
  const copy = await import('./page-registry.ts');
  expect(copy.pageRegistry).not.toBe(pageRegistry);
  expect(copy.pageRegistry()).toBe(pageRegistry());
});

it('keeps renewals by server until reset()', async () => {
  const limiter = pageRegistry().renewalLimiterOf('http://one');
  limiter.renewedAt = [1];
  expect(pageRegistry().renewalLimiterOf('http://one').renewedAt).toEqual([1]);
  expect(pageRegistry().renewalLimiterOf('http://two').renewedAt).toEqual([]);
  await pageRegistry().reset();
  expect(pageRegistry().renewalLimiterOf('http://one').renewedAt).toEqual([]);
});

it('does not hand out a lingering id after reset()', async () => {
  const lease = await pageRegistry().leaseIdentity('reset-test');
  lease.release({ linger: true });
  await pageRegistry().reset();
  const next = await pageRegistry().leaseIdentity('reset-test');
  expect(next.plexClientSession).not.toBe(lease.plexClientSession);
  next.release();
});

it('waits for the resetters of each copy', async () => {
  let done = false;
  pageRegistry().resetters.add(async () => {
    await Promise.resolve();
    done = true;
  });
  await pageRegistry().reset();
  expect(done).toBe(true);
});
