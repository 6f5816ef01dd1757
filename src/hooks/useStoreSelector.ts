'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ReadableStore } from '../playback/core/store.ts';
import { shallowEqual } from './shallow-equal.ts';

/** Reads a selected value of a store. Renders again only when it changes, by shallow comparison. */
export function useStoreSelector<S, T>(store: ReadableStore<S>, selector: (state: S) => T): T {
  const last = useRef<{ readonly value: T } | undefined>(undefined);
  // React reads twice and expects the same value, also if the selector creates a new object each time.
  let seen: { readonly state: S; readonly value: T } | undefined;
  const read = () => {
    const state = store.get();
    if (seen?.state === state) return seen.value;
    const fresh = selector(state);
    const value =
      last.current && shallowEqual(last.current.value, fresh) ? last.current.value : fresh;
    last.current = { value };
    seen = { state, value };
    return value;
  };
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  return useSyncExternalStore(subscribe, read, read);
}
