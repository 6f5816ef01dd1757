import type { PlexItem } from '../../plex/index.ts';

/** Whether the server has said of each version of an item that it cannot read one of its files. */
export function isMissing(item: PlexItem | undefined): boolean {
  const parts = item?.parts ?? [];
  const broken = new Set(
    parts.flatMap(({ accessible, exists, mediaIndex }) =>
      accessible === false || exists === false ? mediaIndex : [],
    ),
  );
  return broken.size > 0 && parts.every(({ mediaIndex }) => broken.has(mediaIndex));
}
