/** A value that can be read now and watched: what React's `useSyncExternalStore` asks for. */
export interface ReadableStore<T> {
  /** The current snapshot. The same object until something changes. */
  get(): T;
  /** Calls `listener` after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

export interface Store<T> extends ReadableStore<T> {
  /** Merges `patch`; a patch that changes nothing notifies nobody. */
  set(patch: Partial<T>): void;
}

/** A small observable object. Listeners run synchronously, in the order of subscription. */
export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(patch) {
      const keys = Object.keys(patch) as (keyof T)[];
      if (keys.every((key) => Object.is(state[key], patch[key]))) return;
      state = { ...state, ...patch };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
