'use client';

import { clsx } from 'clsx';
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react';
import { Icon } from '../icons/Icon.tsx';
import type { IconName } from '../icons/icon-paths.ts';

/** A button that is a picture: its name, its looks, and all that a `<button>` takes. */
export interface IconButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** Name of the button for those who do not see the picture. */
  label: string;
  /** The picture. It is the whole content, in place of children. */
  icon: IconName;
  /** Whether it does nothing at the moment. It keeps the focus, which a disabled button loses. @default false */
  idle?: boolean | undefined;
}

/** A round button with a picture. Renders a `<button>`. */
export const IconButton = forwardRef(function IconButton(
  { label, icon, idle = false, className, onClick, ...rest }: IconButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={idle || undefined}
      onClick={idle ? undefined : onClick}
      {...rest}
      ref={ref}
      className={clsx('coplay-button', className)}
    >
      <Icon name={icon} />
    </button>
  );
});
