import type { CatalogueAlbum, CatalogueTrack, CatalogueVideo } from '../media-catalogue.ts';
import type { MediaKind } from '../server-snapshot.ts';

/** An item of the library in its present state: faults may have changed it. */
export interface LibraryItem {
  readonly ratingKey: string;
  readonly kind: MediaKind;
  /** Unchanged when the rating key changes. */
  readonly guid: string;
  readonly title: string;
  /** What the metadata says, at least 1. */
  readonly durationMs: number;
  /** The duration of the files. */
  readonly fileDurationMs: number;
  readonly bitrateKbps: number;
  readonly partId: string;
  /** The number in the middle of the part key. */
  readonly stamp: string;
  /** The extension at the end of the part key, with its dot. */
  readonly container: string;
  readonly partKey: string;
  /** The file for direct play, and its size in bytes. */
  readonly direct: { readonly file: string; readonly size: number } | undefined;
  /** The files of a transcode, in the order of their representations. */
  readonly dash: readonly string[] | undefined;
  readonly refused: boolean;
  readonly art: string | undefined;
  readonly video: CatalogueVideo | undefined;
  readonly track: CatalogueTrack | undefined;
  readonly album: CatalogueAlbum | undefined;
}

/** What faults have changed in an item. */
export interface ItemChange {
  readonly ratingKey?: string;
  readonly stamp?: string;
  /** Added to the duration in the metadata. Negative for a shorter one. */
  readonly extraDurationMs?: number;
}

export function videoItem(video: CatalogueVideo, change: ItemChange = {}): LibraryItem {
  return assemble({
    kind: 'video',
    change,
    entry: video,
    container: video.direct?.container ?? 'mkv',
    dash: video.dash && [video.dash.video, video.dash.audio],
    refused: video.refused ?? false,
    art: video.art,
    video,
    track: undefined,
    album: undefined,
  });
}

export function trackItem(
  track: CatalogueTrack,
  album: CatalogueAlbum | undefined,
  change: ItemChange = {},
): LibraryItem {
  return assemble({
    kind: 'music',
    change,
    entry: track,
    container: track.direct?.container ?? 'flac',
    dash: track.dash && [track.dash.audio],
    refused: false,
    art: album?.art,
    video: undefined,
    track,
    album,
  });
}

type Parts = Pick<
  LibraryItem,
  'kind' | 'container' | 'dash' | 'refused' | 'art' | 'video' | 'track' | 'album'
> & {
  readonly entry: CatalogueVideo | CatalogueTrack;
  readonly change: ItemChange;
};

function assemble({ entry, change, ...rest }: Parts): LibraryItem {
  const { title, bitrateKbps, partId } = entry;
  const stamp = change.stamp ?? entry.stamp;
  return {
    ...rest,
    ratingKey: change.ratingKey ?? entry.ratingKey,
    guid: `plex://${rest.kind === 'video' ? 'movie' : 'track'}/coplay-${entry.ratingKey}`,
    title,
    durationMs: Math.max(1, entry.durationMs + (change.extraDurationMs ?? 0)),
    fileDurationMs: entry.durationMs,
    bitrateKbps,
    partId,
    stamp,
    partKey: `/library/parts/${partId}/${stamp}/file.${rest.container}`,
    direct: entry.direct && { file: entry.direct.file, size: entry.direct.size },
  };
}
