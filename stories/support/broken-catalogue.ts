import type { MediaCatalogue } from 'coplay/testing';
import { ownCatalogue } from './own-catalogue.ts';

/** The film 662548 with corrupt frames from the third second on. Its boxes are valid, so only a decoder notices. */
export function brokenCatalogue(): MediaCatalogue {
  const whole = ownCatalogue({ video: 'Broken Reel', tracks: [], artist: '', album: '' });
  return {
    ...whole,
    async read(file) {
      const bytes = Uint8Array.from(await whole.read(file));
      if (file.endsWith('.video.mp4')) breakPictures(bytes, 3);
      return bytes;
    },
  };
}

/** Overwrites the content of the `mdat` boxes from index `from` on. */
function breakPictures(bytes: Uint8Array, from: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let fragment = 0;
  for (let at = 0; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (size < 8) return;
    if (name === 'mdat') {
      if (fragment >= from) bytes.fill(0xff, at + 8, at + size);
      fragment += 1;
    }
    at += size;
  }
}
