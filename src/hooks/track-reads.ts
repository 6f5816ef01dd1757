export interface Tracked<T> {
  readonly value: T;
  /** Whether a change of these properties may change the value. */
  dependsOn(changed: readonly PropertyKey[]): boolean;
}

/** Runs a selector and records which properties of the state it reads. */
export function trackReads<S extends object, T>(state: S, selector: (state: S) => T): Tracked<T> {
  const read = new Set<PropertyKey>();
  let readsAll = false;
  let isRunning = true;
  const tracker = new Proxy(state, {
    get(target, key) {
      // The selector has put the state itself into its result.
      if (!isRunning) readsAll = true;
      read.add(key);
      return target[key as keyof S];
    },
    ownKeys(target) {
      readsAll = true;
      return Reflect.ownKeys(target);
    },
  });
  let value = selector(tracker);
  isRunning = false;
  if ((value as unknown) === tracker) {
    value = state as unknown as T;
    readsAll = true;
  }
  return { value, dependsOn: (changed) => readsAll || changed.some((key) => read.has(key)) };
}
