import type { PlayableMedia } from '../../playback/playable-media.ts';
import type { PlexMediaType } from '../../plex/index.ts';

/** One item as an overlay. */
export interface OverlayItem extends PlayableMedia {
  /** Whether it is a picture or music. The server is asked when it is left out. */
  readonly type?: PlexMediaType | undefined;
}

/** What plays beside the primary video: an item of either kind, or music as a playlist, an album or a queue. */
export type Overlay =
  | OverlayItem
  | { readonly playlist: string }
  | { readonly album: string }
  | { readonly queue: readonly PlayableMedia[] };

/** The item, or nothing for a list, which is always music. */
export function overlayItem(overlay: Overlay | undefined): OverlayItem | undefined {
  return overlay && 'ratingKey' in overlay ? overlay : undefined;
}
