import type { CatalogueTrack, CatalogueVideo, MediaCatalogue } from 'coplay/testing';
import { storedMedia } from '../../.storybook/plex/stored-media.ts';

interface OwnTitles {
  readonly video: string;
  readonly tracks: readonly string[];
  readonly artist: string;
  readonly album: string;
}

/** A catalogue with the media of this repository and other titles: film 662548, album 140610. */
export function ownCatalogue({ video, tracks, artist, album }: OwnTitles): MediaCatalogue {
  const film: CatalogueVideo = {
    ratingKey: '662548',
    type: 'movie',
    title: video,
    summary: '',
    year: 2025,
    partId: '706251',
    stamp: '1714548120',
    art: 'sunrise-ride.webp',
    durationMs: 60_000,
    width: 640,
    height: 360,
    bitrateKbps: 129,
    dash: { video: 'sunrise-ride.video.mp4', audio: 'sunrise-ride.audio.mp4' },
  };
  const songs = tracks.map(
    (title, at): CatalogueTrack => ({
      ratingKey: `${140_611 + at}`,
      title,
      artist,
      albumRatingKey: '140610',
      index: at + 1,
      durationMs: 23_478,
      bitrateKbps: 48,
      partId: `${145_739 + at}`,
      stamp: '1587179308',
      direct: { file: 'first-light.mp3', container: 'mp3', size: 141_377 },
    }),
  );
  const keys = songs.map(({ ratingKey }) => ratingKey);
  return {
    videos: [film],
    tracks: songs,
    albums: [
      {
        ratingKey: '140610',
        title: album,
        artist,
        year: 2020,
        art: 'eight-counts.webp',
        tracks: keys,
      },
    ],
    playlists: [{ ratingKey: '140600', title: album, items: keys }],
    read: async (file) => (await storedMedia()).read(file),
  };
}
