/** A value with a snapshot and a subscription, as React's `useSyncExternalStore` needs them. */
export interface ReadableStore<T> {
  /** The current snapshot. The same object until something changes. */
  get(): T;
  /** Calls `listener` after each change, with the names of what has changed. Returns a function that unsubscribes. */
  subscribe(listener: (changed: readonly (keyof T)[]) => void): () => void;
}

export interface Store<T> extends ReadableStore<T> {
  /** Merges `patch`. Listeners are not called if nothing changes. */
  set(patch: Partial<T>): void;
}

/** A small observable object. Listeners run synchronously, in the order of subscription. */
export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<Parameters<Store<T>['subscribe']>[0]>();
  return {
    get: () => state,
    set(patch) {
      const keys = Object.keys(patch) as (keyof T)[];
      const changed = keys.filter((key) => !Object.is(state[key], patch[key]));
      if (changed.length === 0) return;
      state = { ...state, ...patch };
      for (const listener of [...listeners]) listener(changed);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
