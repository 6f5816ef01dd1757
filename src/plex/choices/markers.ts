import type { PlexItem, PlexMarker } from '../item.ts';

/** A marker that can be skipped: it has an end behind its start, within the item. */
export interface SkippableMarker extends PlexMarker {
  readonly endSeconds: number;
  /** Whether nothing of the item follows it. */
  readonly final: boolean;
}

/** How near to the end of the item a marker counts as its last. Seconds. */
const FINAL_SECONDS = 1;

/**
 * The markers of an item in order of their start, cut to the length of the item. Credits that are `final` end with it, whatever
 * their end says. Markers of no length, without a start in the item or without an end are left out; so is one that is listed twice.
 * @param durationSeconds Length of the item; 0 while it is unknown.
 */
export function skippableMarkers(
  { markers = [] }: Pick<PlexItem, 'markers'>,
  durationSeconds: number,
): SkippableMarker[] {
  const length = durationSeconds > 0 ? durationSeconds : Number.POSITIVE_INFINITY;
  const seen = new Set<string>();
  return markers
    .flatMap((marker): SkippableMarker[] => {
      const end = marker.final ? length : marker.endSeconds;
      if (end === undefined || Number.isNaN(end)) return [];
      const endSeconds = Math.min(end, length);
      if (!(endSeconds > marker.startSeconds) || seen.has(markerKey(marker))) return [];
      seen.add(markerKey(marker));
      const final = marker.final === true || endSeconds >= length - FINAL_SECONDS;
      return [{ ...marker, endSeconds, final }];
    })
    .sort((a, b) => a.startSeconds - b.startSeconds);
}

/** Names a marker within its item. Its id does not: servers give the same one to several. */
export function markerKey({ type = '', startSeconds }: PlexMarker): string {
  return `${type}@${startSeconds}`;
}

/** The marker that a position is in. Where several overlap, the one that started last. */
export function markerAt(
  markers: readonly SkippableMarker[],
  seconds: number,
): SkippableMarker | undefined {
  return markers.findLast(
    ({ startSeconds, endSeconds }) => startSeconds <= seconds && seconds < endSeconds,
  );
}
