/** A preview picture and the position from which on it is shown, in milliseconds. */
export interface PreviewPicture {
  readonly startMs: number;
  /** A JPEG. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const HEADER = 64;
const ENTRY = 8;
/** The unit of timestamps, where the file names none. Milliseconds. */
const UNIT_MS = 1000;

/** The pictures of a file in Roku's format BIF, in its order. Those that are cut off are left out. */
export function bifPictures(bytes: Uint8Array<ArrayBuffer>): PreviewPicture[] {
  if (bytes.byteLength < HEADER) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unit = view.getUint32(16, true) || UNIT_MS;
  const room = Math.floor((bytes.byteLength - HEADER) / ENTRY) - 1;
  const count = Math.max(0, Math.min(view.getUint32(12, true), room));
  return Array.from({ length: count }, (_, at) => {
    const entry = HEADER + at * ENTRY;
    const start = view.getUint32(entry + 4, true);
    const end = view.getUint32(entry + ENTRY + 4, true);
    return { startMs: view.getUint32(entry, true) * unit, bytes: bytes.subarray(start, end), end };
  })
    .filter(({ end, bytes: picture }) => end <= bytes.byteLength && picture.byteLength > 0)
    .map(({ startMs, bytes: picture }) => ({ startMs, bytes: picture }));
}

/** The last picture that begins at or before a position. */
export function pictureAt(
  pictures: readonly PreviewPicture[],
  positionMs: number,
): PreviewPicture | undefined {
  return pictures.findLast(({ startMs }) => startMs <= positionMs);
}
