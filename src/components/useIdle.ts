'use client';

import { useEffect, useState } from 'react';

/**
 * Whether slow work may be done now: `false` from the first render until the page has been idle after mount. `true` at once
 * when `isSlow` is `false`.
 */
export function useIdle(isSlow: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!isSlow) return;
    const onIdle = () => setIdle(true);
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(onIdle, 200);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(onIdle, { timeout: 1_000 });
    return () => cancelIdleCallback(handle);
  }, [isSlow]);
  return idle || !isSlow;
}
