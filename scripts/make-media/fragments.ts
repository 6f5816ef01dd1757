import { findBox, listBoxes } from '../../src/testing/media/boxes.ts';

/**
 * The start of each fragment of a single-track MP4, from its `tfdt`, in seconds. Throws for a file
 * without a track.
 */
export function fragmentStarts(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes = listBoxes(bytes);
  const moov = boxes.find((box) => box.type === 'moov');
  const mdhd = moov && findBox(bytes, moov, ['trak', 'mdia', 'mdhd']);
  if (!mdhd) throw new Error('coplay: this file has no track. Encode it again.');
  // Two dates precede the timescale: 4 bytes each in version 0, 8 bytes each in version 1.
  const timescale = view.getUint32(mdhd.body + (view.getUint8(mdhd.body) === 1 ? 20 : 12));
  return boxes.flatMap((box) => {
    const tfdt = box.type === 'moof' && findBox(bytes, box, ['traf', 'tfdt']);
    if (!tfdt) return [];
    const wide = view.getUint8(tfdt.body) === 1;
    const ticks = wide ? Number(view.getBigUint64(tfdt.body + 4)) : view.getUint32(tfdt.body + 4);
    return [ticks / timescale];
  });
}

/** Throws if a file does not have one fragment per second, each starting at its second. */
export function requireSeconds(name: string, bytes: Uint8Array, seconds: number): void {
  const starts = fragmentStarts(bytes);
  const wrong = starts.findIndex((start, second) => Math.abs(start - second) > 0.03);
  if (starts.length === seconds && wrong === -1) return;
  const detail = wrong === -1 ? '' : ` Number ${wrong} starts at ${starts[wrong]} s.`;
  throw new Error(
    `coplay: ${name} has ${starts.length} fragments and should have one for each of ${seconds} s.${detail}`,
  );
}
