'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ReadableStore } from '../playback/core/store.ts';
import { shallowEqual } from './shallow-equal.ts';
import { type Tracked, trackReads } from './track-reads.ts';
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts';

/**
 * Reads a selected value of a store. Renders again only when it changes, by shallow comparison. The selector runs only when a
 * property that it reads has changed.
 */
export function useStoreSelector<S extends object, T>(
  store: ReadableStore<S>,
  selector: (state: S) => T,
): T {
  const last = useRef<{ readonly value: T } | undefined>(undefined);
  const dependsOn = useRef<Tracked<T>['dependsOn']>(undefined);
  // React reads twice and expects the same value, also if the selector creates a new object each time.
  let seen: (Tracked<T> & { readonly state: S }) | undefined;
  const read = () => {
    const state = store.get();
    if (seen?.state === state) return seen.value;
    const fresh = trackReads(state, selector);
    const known = last.current;
    const { value } = known && shallowEqual(known.value, fresh.value) ? known : fresh;
    last.current = { value };
    seen = { ...fresh, value, state };
    return value;
  };
  // Of the render that is shown: another one may have been abandoned.
  useIsomorphicLayoutEffect(() => {
    dependsOn.current = (changed) => seen?.dependsOn(changed) ?? true;
  });
  const subscribe = useCallback(
    (listener: () => void) =>
      store.subscribe((changed) => {
        if (dependsOn.current?.(changed) === false) return;
        try {
          listener();
        } catch {
          // React allows 50 updates in a row: of many players at once, the rest come a little later.
          setTimeout(listener);
        }
      }),
    [store],
  );
  return useSyncExternalStore(subscribe, read, read);
}
