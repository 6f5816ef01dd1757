import type { MediaCatalogue } from '../../src/testing/index.ts';
import { type Box, findBox, listBoxes } from '../../src/testing/media/boxes.ts';

/** The video of the run. It lasts a minute, and shows 12 bars that light up for 5 s each. */
export const rideKey = '662548';

/** The catalogue with the ride repeated `rounds` times, so that a run is one playback that does not end. */
export function withLongRide(catalogue: MediaCatalogue, rounds: number): MediaCatalogue {
  const ride = catalogue.videos.find(({ ratingKey }) => ratingKey === rideKey);
  if (!ride?.dash) throw new Error(`coplay: the library has no converted video ${rideKey}.`);
  const files = new Set<string>([ride.dash.video, ride.dash.audio]);
  const longer = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    ...catalogue,
    videos: catalogue.videos.map((video) =>
      video === ride ? { ...ride, durationMs: ride.durationMs * rounds } : video,
    ),
    read(file) {
      if (!files.has(file)) return catalogue.read(file);
      const kept = longer.get(file) ?? repeat(catalogue.read(file), rounds, ride.durationMs / 1000);
      longer.set(file, kept);
      return kept;
    },
  };
}

async function repeat(
  file: Promise<Uint8Array<ArrayBuffer>>,
  rounds: number,
  seconds: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await file;
  const boxes = listBoxes(bytes);
  const moofs = boxes.filter(({ type }) => type === 'moof');
  const moov = boxes.find(({ type }) => type === 'moov');
  const mdhd = moov && findBox(bytes, moov, ['trak', 'mdia', 'mdhd']);
  if (!mdhd) throw new Error('coplay: the ride has no track.');
  // Two dates precede the timescale: 4 bytes each in version 0, 8 bytes each in version 1.
  const timescale = viewOf(bytes).getUint32(mdhd.body + (bytes[mdhd.body] === 1 ? 20 : 12));
  const start = moofs[0]?.start ?? 0;
  const media = bytes.subarray(start);
  const out = new Uint8Array(start + media.byteLength * rounds);
  out.set(bytes.subarray(0, start));
  for (let round = 0; round < rounds; round += 1) {
    const shift = round * media.byteLength;
    out.set(media, start + shift);
    for (const moof of moofs)
      postpone(out, movedBy(moof, shift), round * seconds * timescale, round * moofs.length);
  }
  return out;
}

/** Moves a fragment to a later time: increases its decode time and sequence number. */
function postpone(bytes: Uint8Array, moof: Box, ticks: number, fragments: number): void {
  const view = viewOf(bytes);
  const mfhd = findBox(bytes, moof, ['mfhd']);
  const tfdt = findBox(bytes, moof, ['traf', 'tfdt']);
  if (!mfhd || !tfdt) throw new Error('coplay: a fragment of the ride has no time.');
  view.setUint32(mfhd.body + 4, view.getUint32(mfhd.body + 4) + fragments);
  const at = tfdt.body + 4;
  if (bytes[tfdt.body] === 1) view.setBigUint64(at, view.getBigUint64(at) + BigInt(ticks));
  else view.setUint32(at, view.getUint32(at) + ticks);
}

function movedBy(box: Box, shift: number): Box {
  return { ...box, start: box.start + shift, body: box.body + shift, end: box.end + shift };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
