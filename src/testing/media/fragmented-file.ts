import { findBox, listBoxes } from './boxes.ts';
import { readSampleDescription, type SampleDescription } from './codec-string.ts';

/** A fragmented MP4 of one track, split into segments for DASH. */
export interface FragmentedFile extends SampleDescription {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `ftyp` and `moov`, the initialisation segment at the `header` URL. */
  readonly init: Uint8Array<ArrayBuffer>;
  /** Segments of one `moof` and its `mdat`. Segment n starts at second n. The last may be shorter than a second. */
  readonly segments: readonly Uint8Array<ArrayBuffer>[];
  readonly kind: 'video' | 'audio';
  /** Mean bits per second, at one second per segment. */
  readonly bandwidth: number;
}

/** Splits a file into views, without copying. Throws when it is not fragmented. */
export function readFragmentedFile(bytes: Uint8Array<ArrayBuffer>): FragmentedFile {
  const boxes = listBoxes(bytes);
  const moov = boxes.find((box) => box.type === 'moov');
  if (!moov) throw new Error('coplay: the file has no moov box. Use a fragmented MP4.');
  const segments: Uint8Array<ArrayBuffer>[] = [];
  let start: number | undefined;
  for (const box of boxes) {
    // A segment may start with a styp. sidx and mfra are only for whole files.
    if (box.type === 'styp' || (box.type === 'moof' && start === undefined)) start = box.start;
    if (box.type !== 'mdat' || start === undefined) continue;
    segments.push(bytes.subarray(start, box.end));
    start = undefined;
  }
  if (segments.length === 0) {
    throw new Error('coplay: the file has no fragments. Write it with one moof per second.');
  }
  const media = segments.reduce((sum, segment) => sum + segment.byteLength, 0);
  return {
    ...readSampleDescription(bytes, moov),
    bytes,
    init: bytes.subarray(0, moov.end),
    segments,
    kind: findBox(bytes, moov, ['trak', 'mdia', 'minf', 'vmhd']) ? 'video' : 'audio',
    bandwidth: Math.round((media * 8) / segments.length),
  };
}
