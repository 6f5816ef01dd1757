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
