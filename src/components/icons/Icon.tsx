'use client';

import { type IconName, iconPaths } from './icon-paths.ts';

interface IconProps {
  name: IconName;
}

/** An icon inside a control that has an accessible name. Renders an `<svg>`. */
export function Icon({ name }: IconProps) {
  const paths: { readonly fill?: string; readonly stroke?: string } = iconPaths[name];
  return (
    <svg
      className="coplay-icon"
      data-icon={name}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      focusable="false"
    >
      {paths.fill ? <path d={paths.fill} fill="currentColor" /> : null}
      {paths.stroke ? (
        <path
          d={paths.stroke}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
    </svg>
  );
}
