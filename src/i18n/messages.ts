import type { PlaybackError } from '../playback/core/playback-error.ts';

/** The corner of the inset picture of a CompositePlayer. Physical: the same in every writing direction. */
export type Corner = 'top-left' | 'top-right' | 'bottom-right' | 'bottom-left';

/**
 * Every word that a player shows or that a screen reader says. `subject` is what a control acts on where several players share a
 * component: "Mute music", "Mute main video".
 */
export interface Messages {
  /** BCP 47 tag for durations and percentages. */
  readonly locale: string;

  /** Accessible names of the players. `title` is `undefined` until the server has answered. */
  readonly videoPlayer: (title: string | undefined) => string;
  readonly musicPlayer: (title: string | undefined) => string;
  readonly compositePlayer: (title: string | undefined) => string;
  readonly mainPlayer: (title: string | undefined) => string;
  readonly insetPlayer: (title: string | undefined) => string;

  /** Subjects inside a CompositePlayer. */
  readonly mainVideo: string;
  readonly overlayVideo: string;
  readonly overlayMusic: string;

  readonly play: (subject: string | undefined) => string;
  readonly pause: (subject: string | undefined) => string;
  readonly replay: (subject: string | undefined) => string;
  readonly mute: (subject: string | undefined) => string;
  readonly unmute: (subject: string | undefined) => string;
  readonly volume: (subject: string | undefined) => string;
  /** `percent` is formatted for the locale. */
  readonly volumeValue: (percent: string, muted: boolean) => string;
  readonly seek: (subject: string | undefined) => string;
  /** Position and duration in words. */
  readonly seekValue: (position: string, duration: string) => string;
  readonly enterFullscreen: string;
  readonly exitFullscreen: string;
  readonly moveOverlay: (corner: Corner) => string;

  readonly previousTrack: string;
  readonly nextTrack: string;
  readonly trackList: string;
  readonly showTracks: string;
  readonly hideTracks: string;
  readonly untitled: string;
  /** Heads the tracks of a disc, in an album of several. */
  readonly disc: (number: number) => string;
  /** Shown in the row of a track that can't be played. */
  readonly unplayable: string;
  /** Why, where the server says that it has no file for it. */
  readonly fileMissing: string;
  readonly emptyQueue: string;

  readonly loading: string;
  readonly buffering: string;
  readonly reconnecting: string;
  /** Announced when another track plays. */
  readonly nowPlaying: (title: string, artist: string | undefined) => string;
  /** Shown and announced when an entry of a queue can't be played, and the next one follows. */
  readonly trackSkipped: (title: string) => string;
  readonly autoplayBlocked: string;
  readonly retry: string;
  /** Shown when playback has failed: what happened, and a way out. */
  readonly error: (error: PlaybackError) => string;
  readonly errorCode: (code: string) => string;
}

const about = (verb: string) => (subject: string | undefined) =>
  subject ? `${verb} ${subject}` : verb;

const named = (kind: string) => (title: string | undefined) => (title ? `${kind}: ${title}` : kind);

/** The default words of `PlexProvider`. */
export const english: Messages = {
  locale: 'en',

  videoPlayer: named('Video player'),
  musicPlayer: named('Music player'),
  compositePlayer: named('Video with overlay'),
  mainPlayer: named('Main video'),
  insetPlayer: named('Inset video'),

  mainVideo: 'main video',
  overlayVideo: 'inset video',
  overlayMusic: 'music',

  play: about('Play'),
  pause: about('Pause'),
  replay: about('Replay'),
  mute: about('Mute'),
  unmute: about('Unmute'),
  volume: (subject) => (subject ? `Volume of ${subject}` : 'Volume'),
  volumeValue: (percent, muted) => (muted ? `${percent}, muted` : percent),
  seek: about('Seek'),
  seekValue: (position, duration) => `${position} of ${duration}`,
  enterFullscreen: 'Full screen',
  exitFullscreen: 'Exit full screen',
  moveOverlay: (corner) => `Move inset video to the ${corner.replace('-', ' ')}`,

  previousTrack: 'Previous track',
  nextTrack: 'Next track',
  trackList: 'Tracks',
  showTracks: 'Show tracks',
  hideTracks: 'Hide tracks',
  untitled: 'Untitled',
  disc: (number) => `Disc ${number}`,
  unplayable: "Can't be played",
  fileMissing: "The server can't read the file.",
  emptyQueue: 'Nothing to play here yet.',

  loading: 'Loading',
  buffering: 'Buffering',
  reconnecting: 'Reconnecting',
  nowPlaying: (title, artist) => `Now playing ${artist ? `${title} by ${artist}` : title}`,
  trackSkipped: (title) => `“${title}” can't be played. Skipped.`,
  autoplayBlocked: 'The browser wants a click before it plays sound. Press Play.',
  retry: 'Retry',
  error: (error) => error.message.replace(/^coplay: /, ''),
  errorCode: (code) => `Error: ${code}`,
};
