'use client';

import { clsx } from 'clsx';
import { Icon } from '../icons/Icon.tsx';
import type { IconPaths } from '../icons/icons.ts';
import { Part, type PartOptions } from '../Part/Part.tsx';

interface IconButtonProps extends Omit<PartOptions<HTMLButtonElement>, 'tag' | 'label'> {
  /** Accessible name of the button. */
  label: string;
  icon: IconPaths;
  /** Whether it does nothing at the moment. It keeps the focus, which a disabled button loses. @default false */
  idle?: boolean | undefined;
}

/** A round button with an icon. Renders a `<button>`. */
export function IconButton({ label, icon, idle, className, onClick, ...rest }: IconButtonProps) {
  return (
    <Part
      tag="button"
      type="button"
      aria-label={label}
      aria-disabled={idle || undefined}
      onClick={idle ? undefined : onClick}
      {...rest}
      className={clsx('coplay-button', className)}
    >
      <Icon paths={icon} />
    </Part>
  );
}
