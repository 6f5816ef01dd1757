import type { MediaCatalogue } from 'coplay/testing';
import { storedMedia } from '../../.storybook/plex/stored-media.ts';

/** A catalogue with the clip 662560, whose file lasts 20 s, and another length in its metadata. Milliseconds. */
export function clipCatalogue(durationMs: number): MediaCatalogue {
  return {
    videos: [
      {
        ratingKey: '662560',
        type: 'clip',
        title: 'Harbour Warm-up',
        summary: '',
        year: 2024,
        partId: '706260',
        stamp: '1709280000',
        art: 'harbour-warm-up.svg',
        durationMs,
        width: 640,
        height: 360,
        bitrateKbps: 129,
        direct: { file: 'harbour-warm-up.mp4', container: 'mp4', size: 322_108 },
      },
    ],
    tracks: [],
    albums: [],
    playlists: [],
    read: async (file) => (await storedMedia()).read(file),
  };
}

/** Files of six seconds, of which browsers play one track only: VP9 with AC3, and HEVC with Opus. */
const halfPlayableFiles = {
  'unplayable-sound.mp4': new URL('./media/unplayable-sound.mp4', import.meta.url),
  'unplayable-picture.mp4': new URL('./media/unplayable-picture.mp4', import.meta.url),
};

/** A catalogue with a film of a minute, whose file for direct play is one of these. The metadata name codecs that browsers play. */
export function halfPlayable(file: keyof typeof halfPlayableFiles, size: number): MediaCatalogue {
  return {
    videos: [
      {
        ratingKey: '662571',
        type: 'movie',
        title: 'Night Swim',
        summary: '',
        year: 2025,
        partId: '706271',
        stamp: '1714549260',
        art: 'night-swim.webp',
        durationMs: 60_000,
        width: 640,
        height: 360,
        bitrateKbps: 129,
        direct: { file, container: 'mp4', size },
        dash: { video: 'night-swim.video.mp4', audio: 'night-swim.audio.mp4' },
      },
    ],
    tracks: [],
    albums: [],
    playlists: [],
    async read(name) {
      if (name !== file) return (await storedMedia()).read(name);
      return new Uint8Array(await (await fetch(halfPlayableFiles[file])).arrayBuffer());
    },
  };
}
