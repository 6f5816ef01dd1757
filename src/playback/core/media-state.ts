import type { PlaybackIds, PlexItem } from '../../plex/index.ts';
import type { PlaybackError } from './playback-error.ts';

/** A range of buffered media, in seconds from the start of the item. */
export interface BufferedRange {
  readonly start: number;
  readonly end: number;
}

/**
 * - `idle`: nothing is loaded
 * - `loading`: waiting for the server or the first data
 * - `ready`: can play
 * - `ended`: played to the end
 * - `error`: failed, see {@link MediaState.error}
 */
export type PlayerStatus = 'idle' | 'loading' | 'ready' | 'ended' | 'error';

/** The state of one player. A new object on each change. */
export interface MediaState {
  readonly status: PlayerStatus;
  /** Whether the player has media, loaded or not. */
  readonly hasMedia: boolean;
  /** Whether a first frame of the item, or its first sound, was ready to play. A player without one that wants to play loads. */
  readonly hasFrame: boolean;
  /** Whether the item has played, if only for a moment. The `played` of an element stays empty in Firefox if `play()` came before the source. */
  readonly hasPlayed: boolean;
  readonly paused: boolean;
  /** Whether playback has stopped for lack of data. */
  readonly waiting: boolean;
  readonly seeking: boolean;
  /** Whether a dead session is being replaced. */
  readonly recovering: boolean;
  /** Seconds. */
  readonly currentTime: number;
  /** Seconds; 0 while unknown. */
  readonly duration: number;
  readonly buffered: readonly BufferedRange[];
  /** Gain, 0 to 1. */
  readonly volume: number;
  readonly muted: boolean;
  /** Whether the browser lets a page set the volume. iPhones and iPads do not; mute works there. */
  readonly canSetVolume: boolean;
  /** 1 is normal. */
  readonly playbackRate: number;
  /** Whether the browser refused to play without a user gesture. */
  readonly autoplayBlocked: boolean;
  readonly error: PlaybackError | undefined;
  /** Metadata of the current item, from the server. */
  readonly item: PlexItem | undefined;
  /** `dash` for a conversion, `native` for direct play. `undefined` until the server has decided. */
  readonly engine: 'dash' | 'native' | undefined;
  /** The identifiers of this playback, as they go on the wire. */
  readonly ids: PlaybackIds | undefined;
}

export const initialMediaState: MediaState = {
  status: 'idle',
  hasMedia: false,
  hasFrame: false,
  hasPlayed: false,
  paused: true,
  waiting: false,
  seeking: false,
  recovering: false,
  currentTime: 0,
  duration: 0,
  buffered: [],
  volume: 1,
  muted: false,
  canSetVolume: true,
  playbackRate: 1,
  autoplayBlocked: false,
  error: undefined,
  item: undefined,
  engine: undefined,
  ids: undefined,
};

/** The initial state of the next item. Volume, mute and playback rate stay. */
export function cleanState(
  { volume, muted, canSetVolume, playbackRate }: MediaState,
  paused: boolean,
): MediaState {
  return { ...initialMediaState, volume, muted, canSetVolume, playbackRate, paused };
}

/** The state that is read from the media element. */
type ElementState = Pick<
  MediaState,
  | 'paused'
  | 'waiting'
  | 'seeking'
  | 'currentTime'
  | 'duration'
  | 'buffered'
  | 'volume'
  | 'muted'
  | 'playbackRate'
>;

interface Row<K extends keyof ElementState> {
  read(media: HTMLMediaElement): ElementState[K];
  readonly events: readonly string[];
}

const HAVE_FUTURE_DATA = 3;

/** How each piece of state is read from the element, and which events may change it. */
export const elementStateTable: { readonly [K in keyof ElementState]: Row<K> } = {
  paused: {
    read: (media) => media.paused,
    events: ['play', 'playing', 'pause', 'ended', 'emptied'],
  },
  waiting: {
    read: (media) => !media.paused && !media.ended && media.readyState < HAVE_FUTURE_DATA,
    events: ['waiting', 'stalled', 'playing', 'canplay', 'pause', 'seeked', 'ended', 'timeupdate'],
  },
  seeking: {
    read: (media) => media.seeking,
    events: ['seeking', 'seeked', 'emptied', 'loadedmetadata', 'playing', 'timeupdate'],
  },
  currentTime: {
    read: (media) => media.currentTime,
    events: ['timeupdate', 'seeking', 'seeked', 'loadedmetadata', 'ended'],
  },
  duration: {
    read: (media) => (Number.isFinite(media.duration) ? media.duration : 0),
    events: ['durationchange', 'loadedmetadata'],
  },
  buffered: {
    read: (media) => readRanges(media.buffered),
    events: ['progress', 'timeupdate', 'seeked', 'loadedmetadata', 'suspend'],
  },
  volume: { read: (media) => media.volume, events: ['volumechange'] },
  muted: { read: (media) => media.muted, events: ['volumechange'] },
  playbackRate: { read: (media) => media.playbackRate, events: ['ratechange'] },
};

function readRanges(ranges: TimeRanges): BufferedRange[] {
  return Array.from({ length: ranges.length }, (_, index) => ({
    start: ranges.start(index),
    end: ranges.end(index),
  }));
}

function isSame(ranges: TimeRanges, known: readonly BufferedRange[]): boolean {
  return (
    ranges.length === known.length &&
    known.every(({ start, end }, i) => ranges.start(i) === start && ranges.end(i) === end)
  );
}

/**
 * Reads the state that `eventName` may have changed; all of it without an event name.
 * Ranges equal to those of `previous` are left out, so that they cause no render.
 */
export function readElementState(
  media: HTMLMediaElement,
  previous: MediaState,
  eventName?: string,
): Partial<MediaState> {
  const patch: Record<string, unknown> = {};
  for (const [key, row] of Object.entries(elementStateTable)) {
    if (eventName !== undefined && !row.events.includes(eventName)) continue;
    if (key === 'buffered' && isSame(media.buffered, previous.buffered)) continue;
    patch[key] = row.read(media);
  }
  return patch;
}

/** All events named in the table, once each. */
export function elementEvents(): string[] {
  return [...new Set(Object.values(elementStateTable).flatMap((row) => row.events))];
}
