/** A player that is measured. */
export interface PeerInfo {
  /** Name of its file in `peers`, and on the command line. */
  readonly name: string;
  /** Heading of its column. */
  readonly title: string;
  /** Packages whose versions the report names. */
  readonly packages: readonly string[];
  /** The page whose size is subtracted from this one's. */
  readonly baseline: 'empty' | 'react-only';
}

/** The reference of all ratios. */
export const BARE = 'bare';

export const peers: readonly PeerInfo[] = [
  { name: BARE, title: 'dash.js bare', packages: ['dashjs'], baseline: 'empty' },
  { name: 'coplay', title: 'coplay', packages: ['coplay'], baseline: 'react-only' },
  {
    name: 'media-chrome',
    title: 'media-chrome',
    packages: ['media-chrome', 'dash-video-element'],
    baseline: 'react-only',
  },
  { name: 'vidstack', title: 'Vidstack', packages: ['@vidstack/react'], baseline: 'react-only' },
  { name: 'videojs', title: 'Video.js 10', packages: ['@videojs/react'], baseline: 'react-only' },
  {
    name: 'react-player',
    title: 'react-player (no controls)',
    packages: ['react-player', 'dash-video-element'],
    baseline: 'react-only',
  },
];
