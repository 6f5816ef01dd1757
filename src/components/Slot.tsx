'use client';

import type { ReactNode } from 'react';

/** The content of the host inside a player. Renders a `<div>`, or nothing without content. */
export function Slot({ children }: { children: ReactNode }) {
  if (children === undefined || children === null || children === false) return null;
  return <div className="coplay-slot">{children}</div>;
}
