import type { MediaCatalogue } from '../media-catalogue.ts';
import { ownField } from '../own-field.ts';
import { CHOICES } from './files/choices.ts';
import { EPISODES } from './files/episodes.ts';
import { LIST } from './files/list.ts';

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
  'two-shores.original.mp4': () => import('./files/two-shores-original-mp4.base64.ts'),
  'two-shores.medium.mp4': () => import('./files/two-shores-medium-mp4.base64.ts'),
  'two-shores.low.mp4': () => import('./files/two-shores-low-mp4.base64.ts'),
  'two-shores.original.burned.mp4': () =>
    import('./files/two-shores-original-burned-mp4.base64.ts'),
  'two-shores.medium.burned.mp4': () => import('./files/two-shores-medium-burned-mp4.base64.ts'),
  'two-shores.low.burned.mp4': () => import('./files/two-shores-low-burned-mp4.base64.ts'),
  'two-shores.de.mp4': () => import('./files/two-shores-de-mp4.base64.ts'),
  'two-shores.en.mp4': () => import('./files/two-shores-en-mp4.base64.ts'),
  'two-shores.comment.mp4': () => import('./files/two-shores-comment-mp4.base64.ts'),
  'two-shores.mp4': () => import('./files/two-shores-mp4.base64.ts'),
  'two-shores.en.srt': () => import('./files/two-shores-en-srt.base64.ts'),
  'two-shores.en.sdh.srt': () => import('./files/two-shores-en-sdh-srt.base64.ts'),
  'two-shores.en.forced.srt': () => import('./files/two-shores-en-forced-srt.base64.ts'),
  'two-shores.de.srt': () => import('./files/two-shores-de-srt.base64.ts'),
  'two-shores.de.ass': () => import('./files/two-shores-de-ass.base64.ts'),
  'two-shores.pl.vtt': () => import('./files/two-shores-pl-vtt.base64.ts'),
  'two-shores.bif': () => import('./files/two-shores-bif.base64.ts'),
  'two-shores.webp': () => import('./files/two-shores-webp.base64.ts'),
  'short-crossing-1.mp4': () => import('./files/short-crossing-1-mp4.base64.ts'),
  'short-crossing-2.mp4': () => import('./files/short-crossing-2-mp4.base64.ts'),
  'short-crossing-3.mp4': () => import('./files/short-crossing-3-mp4.base64.ts'),
};

/** The names of all files of the small catalogue. */
export function smallFileNames(): string[] {
  return Object.keys(FILES);
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/**
 * The media inside the package, for tests with real media: a video for DASH (12 s, 320 by 180), a clip for direct play (6 s), a
 * film that the server refuses, a film of 12 s with choices and a series of three episodes of 6 s, three MP3 tracks of 6 s, and a
 * track that is converted. Files are loaded when first read.
 */
export function smallCatalogue(): MediaCatalogue {
  const decoded = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    ...LIST,
    videos: [...LIST.videos, ...CHOICES.videos, ...EPISODES.videos],
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
