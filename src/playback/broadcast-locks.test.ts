import { describe, expect, it } from 'vitest';
import { createBroadcastLocks } from './broadcast-locks.ts';

let channels = 0;
const freshChannel = () => {
  channels += 1;
  return `coplay:test-${channels}`;
};

describe('createBroadcastLocks', () => {
  it('gives a name to one tab at a time', async () => {
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

  it('lets one of two win that ask at the same time', async () => {
    const channel = freshChannel();
    const tabs = [createBroadcastLocks(channel), createBroadcastLocks(channel)];
    const got = await Promise.all(tabs.map((tab) => tab.tryLock('slot-1')));
    expect(got.filter(Boolean)).toHaveLength(1);
    for (const release of got) release?.();
  });

  it('does not give a tab the same name twice', async () => {
    const tab = createBroadcastLocks(freshChannel());
    const release = await tab.tryLock('slot-1');
    expect(await tab.tryLock('slot-1')).toBeUndefined();
    release?.();
  });
});
