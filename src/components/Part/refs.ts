'use client';

import { type Ref, type RefCallback, useMemo } from 'react';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';

/** Sets a ref, whichever kind it is; returns a function that clears it. */
function setRef<T>(ref: Ref<T> | undefined, value: T): () => void {
  const cleanup = typeof ref === 'function' ? ref(value) : undefined;
  if (ref && typeof ref === 'object') ref.current = value;
  return () => {
    if (typeof cleanup === 'function') cleanup();
    else if (typeof ref === 'function') ref(null);
    else if (ref) ref.current = null;
  };
}

/** One callback ref that sets all three. React 18 warns of a callback ref that returns its clean-up, so it is kept here. */
export function useMergedRefs<T>(
  a: Ref<T> | undefined,
  b: Ref<T> | undefined,
  c: Ref<T> | undefined,
): RefCallback<T> {
  return useMemo(() => {
    let cleanups: (() => void)[] = [];
    return (value: T | null) => {
      for (const cleanup of cleanups) cleanup();
      cleanups = value === null ? [] : [a, b, c].map((ref) => setRef(ref, value));
    };
  }, [a, b, c]);
}

/** Keeps a ref of the host set to `value` while the component is mounted. */
export function useOuterRef<T>(ref: Ref<T> | undefined, value: T): void {
  useIsomorphicLayoutEffect(() => setRef(ref, value), [ref, value]);
}
