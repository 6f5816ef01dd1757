'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ReadableStore } from '../playback/store.ts';
import { shallowEqual } from './shallow-equal.ts';

/** Reads a part of a store; renders again only when that part changes, by shallow comparison. */
export function useStoreSelector<S, T>(store: ReadableStore<S>, selector: (state: S) => T): T {
  const last = useRef<{ readonly value: T } | undefined>(undefined);
  const read = () => {
    const value = selector(store.get());
    if (last.current && shallowEqual(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  return useSyncExternalStore(subscribe, read, read);
}
