'use client';

import { useEffect, useState } from 'react';

/** By then a player has shown its first frame, as a rule. Milliseconds. */
const LATER_MS = 1_000;

/** Whether slow work may be done now: `false` for a second after mount. `true` at once when `isSlow` is `false`. */
export function useLater(isSlow: boolean): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (!isSlow) return;
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, [isSlow]);
  return later || !isSlow;
}
