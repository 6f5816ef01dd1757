'use client';

import { clsx } from 'clsx';
import type { ComponentPropsWithoutRef } from 'react';
import { Icon } from '../icons/Icon.tsx';

/** A cover: which picture, and all that a `<div>` takes. */
export interface ArtworkProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** A `blob:` URL from `useArtwork()`; a placeholder stands there without one. */
  src: string | undefined;
}

/** The cover of what plays. Decoration: title and artist stand beside it. Renders a `<div>`. */
export function Artwork({ src, className, ...rest }: ArtworkProps) {
  return (
    <div {...rest} className={clsx('coplay-artwork', className)}>
      {src ? <img src={src} alt="" draggable={false} /> : <Icon name="note" />}
    </div>
  );
}
