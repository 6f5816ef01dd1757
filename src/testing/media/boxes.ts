/** One box of an ISO base media file. All positions are bytes from the start of the array it was read from. */
export interface Box {
  readonly type: string;
  readonly start: number;
  /** Start of the payload, after the header of 8 or 16 bytes. */
  readonly body: number;
  readonly end: number;
}

/**
 * Lists the boxes in `bytes` from `start` to `end`, without their children (ISO/IEC 14496-12, section 4.2). Sizes may have 32 bits,
 * 64 bits (size 1), or reach to the end (size 0). Throws on a box that is smaller than its header or reaches past the end.
 */
export function listBoxes(bytes: Uint8Array, start = 0, end = bytes.byteLength): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  let position = start;
  while (position < end) {
    if (position + 8 > end) throw broken(position, 'its header is cut off');
    const type = boxType(bytes, position + 4);
    let size = view.getUint32(position);
    let header = 8;
    if (size === 1) {
      if (position + 16 > end) throw broken(position, 'its header is cut off');
      size = Number(view.getBigUint64(position + 8));
      header = 16;
    } else if (size === 0) {
      size = end - position;
    }
    if (size < header) throw broken(position, `its size is ${size}`);
    if (position + size > end) throw broken(position, `it reaches past the end (${type})`);
    boxes.push({ type, start: position, body: position + header, end: position + size });
    position += size;
  }
  return boxes;
}

/**
 * Finds a box by a path of types below `parent`, such as `['trak', 'mdia', 'mdhd']`. Takes the first box of each type. Returns
 * undefined if one is missing.
 */
export function findBox(bytes: Uint8Array, parent: Box, path: readonly string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) {
    if (!box) return undefined;
    box = listBoxes(bytes, box.body, box.end).find((child) => child.type === type);
  }
  return box;
}

function boxType(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function broken(position: number, why: string): Error {
  return new Error(
    `coplay: no box can be read at byte ${position}, ${why}. The file is not an MP4, or is incomplete.`,
  );
}
