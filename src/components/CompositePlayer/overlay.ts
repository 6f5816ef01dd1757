import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import type { PlexMediaType } from '../../plex/index.ts';

/** One item as an overlay. */
export interface OverlayItem extends PlayableMedia {
  /** Whether it is a video or music. Left out, the server is asked. */
  readonly type?: PlexMediaType | undefined;
}

/** A list, which is always music. */
type OverlayList =
  | { readonly playlist: string }
  | { readonly album: string }
  | { readonly queue: readonly PlayableMedia[] };

/** What plays beside the primary video: one item, or music as a playlist, an album or a queue. */
export type Overlay = OverlayItem | OverlayList;

/** Whether an overlay is a list. Anything else counts as an item, also a wrong type from untyped code, which is refused later. */
export function isOverlayList(overlay: Overlay): overlay is OverlayList {
  if (typeof overlay !== 'object' || overlay === null) return false;
  const { playlist, album, queue } = overlay as Partial<
    Record<'playlist' | 'album' | 'queue', unknown>
  >;
  return [playlist, album, queue].some((list) => list !== undefined && list !== null);
}
