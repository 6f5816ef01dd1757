import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import type { PlexMediaType } from '../../plex/index.ts';

/** One item as an overlay. */
export interface OverlayItem extends PlayableMedia {
  /** Whether it is a picture or music. The server is asked when it is left out. */
  readonly type?: PlexMediaType | undefined;
}

/** Music as a list: it is known to be music. */
type OverlayList =
  | { readonly playlist: string }
  | { readonly album: string }
  | { readonly queue: readonly PlayableMedia[] };

/** What plays beside the primary video: an item of either kind, or music as a playlist, an album or a queue. */
export type Overlay = OverlayItem | OverlayList;

/** Tells the two apart. What is neither, since it comes from untyped code, counts as an item and is refused as one. */
export function isOverlayList(overlay: Overlay): overlay is OverlayList {
  return (
    typeof overlay === 'object' &&
    overlay !== null &&
    ('playlist' in overlay || 'album' in overlay || 'queue' in overlay)
  );
}
