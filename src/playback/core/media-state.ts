import type { PlaybackIds, PlexItem } from '../../plex/index.ts';
import type { PlaybackError } from './playback-error.ts';

/** A stretch of media that is loaded, in seconds from the start of the item. */
export interface BufferedRange {
  readonly start: number;
  readonly end: number;
}

/** Where a player stands: nothing loaded, asking the server, able to play, played through, or failed. */
export type PlayerStatus = 'idle' | 'loading' | 'ready' | 'ended' | 'error';

/** Everything about one player that a component may show. A new object on each change. */
export interface MediaState {
  readonly status: PlayerStatus;
  /** Whether there is something to play, also where nothing of it is loaded yet. */
  readonly hasMedia: boolean;
  readonly paused: boolean;
  /** Whether playback is held up by missing data. */
  readonly waiting: boolean;
  readonly seeking: boolean;
  /** Whether a session that died is being replaced right now. */
  readonly recovering: boolean;
  /** Seconds. */
  readonly currentTime: number;
  /** Seconds; 0 while unknown. */
  readonly duration: number;
  readonly buffered: readonly BufferedRange[];
  /** Gain, 0 to 1. */
  readonly volume: number;
  readonly muted: boolean;
  /** 1 is normal. */
  readonly playbackRate: number;
  /** Whether the browser refused to start without a gesture of the user. */
  readonly autoplayBlocked: boolean;
  readonly error: PlaybackError | undefined;
  /** What the server says of the item that plays. */
  readonly item: PlexItem | undefined;
  /** `dash` for what the server converts, `native` for a file as it is. `undefined` until the server has decided. */
  readonly engine: 'dash' | 'native' | undefined;
  /** The identifiers of this play-through as they go on the wire. */
  readonly ids: PlaybackIds | undefined;
}

export const initialMediaState: MediaState = {
  status: 'idle',
  hasMedia: false,
  paused: true,
  waiting: false,
  seeking: false,
  recovering: false,
  currentTime: 0,
  duration: 0,
  buffered: [],
  volume: 1,
  muted: false,
  playbackRate: 1,
  autoplayBlocked: false,
  error: undefined,
  item: undefined,
  engine: undefined,
  ids: undefined,
};

/** The state for the next item; what belongs to the player itself stays. */
export function cleanState(
  { volume, muted, playbackRate }: MediaState,
  paused: boolean,
): MediaState {
  return { ...initialMediaState, volume, muted, playbackRate, paused };
}

/** The part of the state of which the media element is the only truth. */
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

/** One row is the whole truth about one piece of state: how it is read, and which events may change it. */
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

function sameRanges(a: readonly BufferedRange[], b: readonly BufferedRange[]): boolean {
  return (
    a.length === b.length &&
    a.every((range, i) => range.start === b[i]?.start && range.end === b[i]?.end)
  );
}

/**
 * Reads the rows that `eventName` may have changed (all of them when it is left out).
 * `previous` keeps an equal list of ranges the same object, so that nobody renders for it.
 */
export function readElementState(
  media: HTMLMediaElement,
  previous: MediaState,
  eventName?: string,
): Partial<MediaState> {
  const patch: Record<string, unknown> = {};
  for (const [key, row] of Object.entries(elementStateTable)) {
    if (eventName !== undefined && !row.events.includes(eventName)) continue;
    patch[key] = row.read(media);
  }
  const { buffered } = patch as Partial<MediaState>;
  if (buffered && sameRanges(buffered, previous.buffered)) delete patch.buffered;
  return patch;
}

/** Every event of the media element that the table listens to, once each. */
export function elementEvents(): string[] {
  return [...new Set(Object.values(elementStateTable).flatMap((row) => row.events))];
}
