import type { MediaCatalogue } from '../media-catalogue.ts';
import { ownField } from '../own-field.ts';
import { SMALL_LIST } from './files/list.ts';

type Load = () => Promise<{ base64: string }>;

/** One module per file, so that a test loads only what it plays. */
const FILES: Readonly<Record<string, Load>> = {
  'sunrise-ride.video.mp4': () => import('./files/sunrise-ride-video-mp4.base64.ts'),
  'sunrise-ride.audio.mp4': () => import('./files/sunrise-ride-audio-mp4.base64.ts'),
  'harbour-warm-up.mp4': () => import('./files/harbour-warm-up-mp4.base64.ts'),
  'first-light.mp3': () => import('./files/first-light-mp3.base64.ts'),
  'tempo-run.mp3': () => import('./files/tempo-run-mp3.base64.ts'),
  'cadence.mp3': () => import('./files/cadence-mp3.base64.ts'),
  'tide-table.mp4': () => import('./files/tide-table-mp4.base64.ts'),
  'sunrise-ride.webp': () => import('./files/sunrise-ride-webp.base64.ts'),
  'harbour-warm-up.webp': () => import('./files/harbour-warm-up-webp.base64.ts'),
  'lost-reel.webp': () => import('./files/lost-reel-webp.base64.ts'),
  'eight-counts.webp': () => import('./files/eight-counts-webp.base64.ts'),
  'open-water.webp': () => import('./files/open-water-webp.base64.ts'),
};

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/**
 * The media inside the package, for tests with real media: a video for DASH (12 s, 320 by 180), a clip for direct play (6 s), a
 * film that the server refuses, three MP3 tracks of 6 s, and a track that is converted. Files are loaded when first read.
 */
export function smallCatalogue(): MediaCatalogue {
  const decoded = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    ...SMALL_LIST,
    read(file) {
      const load = ownField(FILES, file);
      if (!load) {
        return Promise.reject(
          new Error(`coplay: the small catalogue has no file ${JSON.stringify(file)}.`),
        );
      }
      let bytes = decoded.get(file);
      if (!bytes) {
        bytes = load().then(({ base64 }) => decode(base64));
        decoded.set(file, bytes);
      }
      return bytes;
    },
  };
}
