'use client';

import { clsx } from 'clsx';
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react';
import { Icon } from '../icons/Icon.tsx';
import type { IconName } from '../icons/icon-paths.ts';

export interface IconButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** Name of the button for those who do not see the picture. */
  label: string;
  icon: IconName;
}

/** A round button with a picture. Renders a `<button>`. */
export const IconButton = forwardRef(function IconButton(
  { label, icon, className, ...rest }: IconButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  return (
    <button
      type="button"
      aria-label={label}
      {...rest}
      ref={ref}
      className={clsx('coplay-button', className)}
    >
      <Icon name={icon} />
    </button>
  );
});
