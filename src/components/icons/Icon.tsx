'use client';

import type { IconPaths } from './icons.ts';

/** An icon inside a control that has an accessible name. Renders an `<svg>`. */
export function Icon({ paths: { fill, stroke } }: { paths: IconPaths }) {
  return (
    <svg
      className="coplay-icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {fill ? <path d={fill} fill="currentColor" /> : null}
      {stroke ? <path d={stroke} /> : null}
    </svg>
  );
}
