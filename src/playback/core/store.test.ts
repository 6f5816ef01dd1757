import { describe, expect, it, vi } from 'vitest';
import { createStore } from './store.ts';

describe('createStore', () => {
  it('returns the same object until something changes', () => {
    const store = createStore({ a: 1, b: 'x' });
    const before = store.get();
    store.set({ a: 1 });
    expect(store.get()).toBe(before);
    store.set({ a: 2 });
    expect(store.get()).toEqual({ a: 2, b: 'x' });
    expect(before).toEqual({ a: 1, b: 'x' });
  });

  it('notifies its listeners of changes only', () => {
    const store = createStore({ a: 1 });
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.set({ a: 1 });
    expect(listener).not.toHaveBeenCalled();
    store.set({ a: 2 });
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    store.set({ a: 3 });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('lets a listener unsubscribe while it is being called', () => {
    const store = createStore({ a: 1 });
    const seen: string[] = [];
    const stop = store.subscribe(() => {
      seen.push('first');
      stop();
    });
    store.subscribe(() => seen.push('second'));
    store.set({ a: 2 });
    store.set({ a: 3 });
    expect(seen).toEqual(['first', 'second', 'second']);
  });
});
