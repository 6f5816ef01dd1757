const MAGIC = [0x89, 0x42, 0x49, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER = 64;
const ENTRY = 8;

/** A file of preview pictures, one for every `everyMs`: Roku's Base Index Frames, as Plex writes it. */
export function writeBif(pictures: readonly Uint8Array[], everyMs: number): Uint8Array {
  const body = HEADER + (pictures.length + 1) * ENTRY;
  const bytes = new Uint8Array(pictures.reduce((sum, one) => sum + one.byteLength, body));
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(12, pictures.length, true);
  view.setUint32(16, everyMs, true);
  let at = body;
  const entry = (index: number, timestamp: number) => {
    view.setUint32(HEADER + index * ENTRY, timestamp, true);
    view.setUint32(HEADER + index * ENTRY + 4, at, true);
  };
  for (const [index, picture] of pictures.entries()) {
    entry(index, index);
    bytes.set(picture, at);
    at += picture.byteLength;
  }
  entry(pictures.length, 0xffffffff);
  return bytes;
}
