import type { CatalogueChapter, CatalogueMarker } from '../media-catalogue.ts';
import type { Json } from './item-view.ts';
import type { LibraryItem } from './library-item.ts';

/** The markers in the order of the catalogue, which need not be that of their time. */
export function markersJson(markers: readonly CatalogueMarker[]): Json[] {
  return markers.map(({ id, type, startMs, endMs, final }, at) => ({
    id: id ?? at + 1,
    type,
    startTimeOffset: startMs,
    endTimeOffset: endMs,
    ...(final && { final: true }),
  }));
}

/** Chapters have a picture where the item has preview pictures. */
export function chaptersJson(
  { versions }: LibraryItem,
  chapters: readonly CatalogueChapter[],
): Json[] {
  const [{ id, parts }] = versions;
  return chapters.map(({ startMs, endMs, title = '' }, at) => ({
    id: at + 1,
    filter: `chapter=${at + 1}`,
    index: at + 1,
    startTimeOffset: startMs,
    endTimeOffset: endMs,
    tag: title,
    ...(parts[0].previews !== undefined && {
      thumb: `/library/media/${id}/chapterImages/${at + 1}`,
    }),
  }));
}
