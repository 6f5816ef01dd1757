import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { RemountCache } from './remount-cache.ts';

const connection = createPlexConnection({ baseUrl: 'http://plex.test', token: 'first-account' });
const keyOf = (name: string, more: object = {}) => ({ name, connection, ...more });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('take() removes and returns the oldest value under an equal key', () => {
  const cache = new RemountCache<string>();
  cache.keep(keyOf('video'), 'first');
  cache.keep(keyOf('music'), 'other');
  cache.keep(keyOf('video'), 'second');
  const video = keyOf('video');
  expect([cache.take(video), cache.take(video), cache.take(video)]).toEqual([
    'first',
    'second',
    undefined,
  ]);
  expect(cache.values()).toEqual(['other']);
});

it('take() returns nothing for another account, server or fetch', () => {
  const cache = new RemountCache<string>();
  cache.keep(keyOf('video'), 'first');
  for (const other of [
    createPlexConnection({ baseUrl: 'http://plex.test', token: 'second-account' }),
    createPlexConnection({ baseUrl: 'http://other.test', token: 'first-account' }),
    createPlexConnection({ baseUrl: 'http://plex.test', token: 'first-account', fetch }),
    undefined,
  ])
    expect(cache.take({ name: 'video', connection: other })).toBeUndefined();
  const equal = createPlexConnection({ baseUrl: 'http://plex.test', token: 'first-account' });
  expect(cache.take({ name: 'video', connection: equal })).toBe('first');
});

it('expires a value after 1.5 s, unless it is removed first', () => {
  const cache = new RemountCache<string>();
  const expired: string[] = [];
  cache.keep(keyOf('video'), 'kept', () => expired.push('kept'));
  const remove = cache.keep(keyOf('video'), 'removed', () => expired.push('removed'));
  cache.keep(keyOf('audio'), 'taken and never used', () => expired.push('taken'));
  cache.take(keyOf('audio'));
  remove();
  remove();
  vi.advanceTimersByTime(1_499);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(expired).toEqual(['kept', 'taken']);
  expect(cache.values()).toEqual([]);
});

it('clear() expires all values at once', () => {
  const cache = new RemountCache<string>();
  const onExpired = vi.fn();
  cache.keep(keyOf('video'), 'one', onExpired);
  cache.keep(keyOf('video'), 'two', onExpired);
  cache.clear();
  vi.advanceTimersByTime(2_000);
  expect(onExpired).toHaveBeenCalledTimes(2);
});
