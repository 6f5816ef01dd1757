'use client';

import { useEffect, useLayoutEffect } from 'react';

/** `useLayoutEffect` without React 18's warning on a server, where effects do not run. */
export const useIsomorphicLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect;
