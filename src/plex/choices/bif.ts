/** Preview pictures of an item in one file. */
export interface Bif {
  /** Number of pictures. */
  readonly count: number;
  /** The bytes of the picture at a position: a JPEG. `undefined` before the first one, and for a picture that is not in the file. */
  pictureAt(seconds: number): Uint8Array | undefined;
}

const magic = [0x89, 0x42, 0x49, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER_BYTES = 64;
const ENTRY_BYTES = 8;

/**
 * Reads a file of preview pictures (Roku's Base Index Frames), as Plex makes it for `/library/parts/{id}/indexes/sd`. Copies nothing.
 * `undefined` for anything else. A file that breaks off keeps the pictures that it has.
 */
export function readBif(bytes: Uint8Array): Bif | undefined {
  if (bytes.length < HEADER_BYTES || magic.some((byte, at) => bytes[at] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const room = Math.floor((bytes.length - HEADER_BYTES) / ENTRY_BYTES);
  // The entry behind the last picture says where that ends.
  const count = Math.max(0, Math.min(view.getUint32(12, true), room - 1));
  const unitSeconds = (view.getUint32(16, true) || 1_000) / 1_000;
  const entry = (index: number, field: 0 | 4) =>
    view.getUint32(HEADER_BYTES + index * ENTRY_BYTES + field, true);

  /** The last picture that starts at or before a position; -1 before the first one. */
  function indexAt(seconds: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entry(middle, 0) * unitSeconds <= seconds) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  return {
    count,
    pictureAt(seconds) {
      const index = indexAt(seconds);
      if (index < 0) return undefined;
      const start = entry(index, 4);
      const end = entry(index + 1, 4);
      return start < end && end <= bytes.length ? bytes.subarray(start, end) : undefined;
    },
  };
}
