'use client';

import { type ForwardedRef, forwardRef } from 'react';
import { Icon } from '../icons/Icon.tsx';
import { note } from '../icons/icons.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps } from '../Part/part-props.ts';

export interface ArtworkState {
  /** Whether there is no picture, so that a placeholder is shown. */
  readonly empty: boolean;
}

/** A cover: all that a `<div>` takes but content. */
export interface ArtworkProps extends Omit<PartProps<'div', ArtworkState>, 'children'> {
  /** A `blob:` URL from `useArtwork()`. Without one, a placeholder is shown. */
  src: string | undefined;
}

/** The cover of what plays. Decoration: title and artist are shown beside it. Renders a `<div>`. */
export const Artwork = forwardRef(function Artwork(
  { src, ...host }: ArtworkProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  return (
    <Part
      tag="div"
      host={host}
      state={{ empty: !src } satisfies ArtworkState}
      refs={[ref]}
      className="coplay-artwork"
    >
      {src ? <img src={src} alt="" draggable={false} /> : <Icon paths={note} />}
    </Part>
  );
});
