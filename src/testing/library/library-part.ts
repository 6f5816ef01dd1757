import type {
  CatalogueClaims,
  CataloguePart,
  CataloguePicture,
  CatalogueVideoClaims,
  CatalogueVideoDash,
} from '../media-catalogue.ts';
import { type LibraryStream, streamsOf } from './library-stream.ts';

/** A file of an item, or all of its files joined. */
export interface LibraryPart {
  readonly partId: string;
  /** The number in the middle of the part key. */
  readonly stamp: string;
  /** The extension at the end of the part key, without its dot. */
  readonly container: string;
  readonly key: string;
  /** What the metadata says, at least 1. */
  readonly durationMs: number;
  /** The duration of the file. */
  readonly fileDurationMs: number;
  /** The file for direct play, and its size in bytes. */
  readonly direct: { readonly file: string; readonly size: number } | undefined;
  readonly dash: LibraryDash | undefined;
  readonly streams: readonly LibraryStream[];
  /** Its path on the disk of the server. `undefined`: by the title. */
  readonly path: string | undefined;
  /** The file with its preview pictures. */
  readonly previews: string | undefined;
  readonly isMissing: boolean;
}

/** The files of a transcode. */
export interface LibraryDash {
  /** From the best to the least. Empty for music. */
  readonly pictures: readonly CataloguePicture[];
  readonly audio: string;
  /** What decisions call the codecs. */
  readonly codecs: { readonly video: string; readonly audio: string };
}

/** The codecs of the segments of a catalogue. The emulated server has no encoder: it yields these whatever the target is. */
const CODECS = { video: 'vp9', audio: 'opus' };

/** `full` is what the best picture has. */
export function videoDash(
  dash: CatalogueVideoDash | undefined,
  full: { readonly height: number; readonly bitrateKbps: number },
): LibraryDash | undefined {
  if (!dash) return undefined;
  const best = { video: dash.video, height: full.height, kbps: full.bitrateKbps };
  const { audio, smaller = [], codecs = CODECS } = dash;
  return { pictures: [best, ...smaller], audio, codecs };
}

export function musicDash(dash: { readonly audio: string } | undefined): LibraryDash | undefined {
  return dash && { pictures: [], audio: dash.audio, codecs: CODECS };
}

/** What faults have changed in a part. */
export interface PartChange {
  readonly stamp?: string;
  /** Added to the duration in the metadata. Negative for a shorter one. */
  readonly extraDurationMs?: number;
}

type File = Omit<CataloguePart, 'dash' | keyof CatalogueVideoClaims> & CatalogueVideoClaims;

export function videoPart(
  file: CataloguePart,
  full: { readonly height: number; readonly bitrateKbps: number },
  change: PartChange,
): LibraryPart {
  const { direct, streams } = file;
  const container = file.container ?? direct?.container ?? 'mkv';
  const codec = file.audioCodec ?? (direct ? 'opus' : 'dca');
  const sound = { language: 'English', languageCode: 'eng', default: true };
  return assemblePart({ ...file, container }, change, {
    dash: videoDash(file.dash, full),
    streams: streamsOf(
      file.partId,
      file.videoCodec ?? (direct ? 'vp9' : 'hevc'),
      streams ?? [{ type: 'audio', codec, ...sound }],
    ),
  });
}

export function assemblePart(
  file: Pick<File, 'partId' | 'stamp' | 'durationMs' | 'missing' | 'previews'> &
    CatalogueClaims & {
      readonly container: string;
      readonly direct?: { readonly file: string; readonly size: number };
    },
  change: PartChange,
  media: Pick<LibraryPart, 'dash' | 'streams'>,
): LibraryPart {
  const { partId, container, durationMs, direct } = file;
  const stamp = change.stamp ?? file.stamp;
  return {
    ...media,
    partId,
    stamp,
    container,
    key: `/library/parts/${partId}/${stamp}/file.${container}`,
    durationMs: Math.max(1, durationMs + (change.extraDurationMs ?? 0)),
    fileDurationMs: durationMs,
    direct: direct && { file: direct.file, size: direct.size },
    path: file.file,
    previews: file.previews,
    isMissing: file.missing ?? false,
  };
}
