/** Length, size and bit rates of the film with choices and of the series. Scale 1 is 640 by 360. */
export interface ChoiceCut {
  /** Of the film, and of an episode. */
  readonly seconds: number;
  readonly episodeSeconds: number;
  readonly audioKbps: number;
  readonly pictures: Readonly<Record<'original' | 'medium' | 'low' | 'episode', Picture>>;
  /** Width of a preview picture, as a scale. */
  readonly previewScale: number;
}

interface Picture {
  readonly scale: number;
  readonly videoKbps: number;
}

export const FULL_CUT: ChoiceCut = {
  seconds: 30,
  episodeSeconds: 15,
  audioKbps: 16,
  pictures: {
    original: { scale: 1, videoKbps: 104 },
    medium: { scale: 0.75, videoKbps: 64 },
    low: { scale: 0.5, videoKbps: 32 },
    episode: { scale: 1, videoKbps: 80 },
  },
  previewScale: 0.25,
};

/** Inside the package. */
export const SMALL_CUT: ChoiceCut = {
  seconds: 12,
  episodeSeconds: 6,
  audioKbps: 12,
  pictures: {
    original: { scale: 0.5, videoKbps: 40 },
    medium: { scale: 0.4, videoKbps: 24 },
    low: { scale: 0.25, videoKbps: 14 },
    episode: { scale: 0.25, videoKbps: 14 },
  },
  previewScale: 0.125,
};
