import type {
  PlexConnection,
  PlexEventListener,
  PlexItem,
  PlexMediaType,
} from '../../plex/index.ts';
import { contentKey, type PlayableMedia, startOf } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { RemountKey } from '../page/remount-cache.ts';
import type { Subject } from './phase.ts';
import type { Preload } from './preload.ts';

/**
 * How the viewer, or the host, changed the volume: with the slider, the mute button or a key of the player, or by a method of
 * {@link Player}.
 */
export type VolumeChangeReason = 'slider' | 'button' | 'keyboard' | 'api';

/** What caused a change: the control, and the event of the browser where there was one. */
export interface ChangeCause<Reason extends string> {
  readonly reason: Reason;
  /** The native event behind the change. */
  readonly event: Event | undefined;
}

/** What comes with a new gain. */
export interface VolumeChangeDetails extends ChangeCause<VolumeChangeReason> {
  /** Whether the player is to be silent, whatever the gain. */
  readonly muted: boolean;
}

/** What a component asks of its player; read anew at each commit. */
export interface PlayerOptions {
  /** What the player is for: prefix of its id, and what the viewer's volume is remembered by. */
  readonly playerRole: string;
  /** Whether the media element is a `<video>` or an `<audio>`, and which of two devices the server sees. */
  readonly mediaType: PlexMediaType;
  /** The server to play from. Without one, anything to play fails with `invalid-connection`. */
  readonly connection: PlexConnection | undefined;
  /** Why there is no connection. */
  readonly connectionError?: unknown;
  /** What to play. Counts by its content; `undefined` is nothing. */
  readonly media: PlayableMedia | undefined;
  /** What is known of `media` already, so that it is not asked for. */
  readonly item?: PlexItem | undefined;
  /** The queue entry that `media` stands for, so that the same item twice is played twice. */
  readonly entry?: string | undefined;
  /** What a component that comes back is known by, where `media` is not known yet when it does. */
  readonly remountAs?: string | undefined;
  /** The host's stable id of this player, base of its `X-Plex-Client-Identifier`. Left out, the player leases one. */
  readonly plexClientSession?: string | undefined;
  /** Whether `plexClientSession` is going to be given, and is only not known yet. */
  readonly awaitsSession?: boolean | undefined;
  /** Whether to play without being asked. Counts when the player is made, not later. @default false */
  readonly autoPlay?: boolean | undefined;
  /** Whether a session that dies on the server is replaced. Off, it is an error at once. @default true */
  readonly recovery?: boolean | undefined;
  /** What is loaded before the first play. @default 'auto' for a video, 'metadata' for music */
  readonly preload?: Preload | undefined;
  /** Whether there is silence, when the host keeps it: the viewer's wish then goes to `onVolumeChange` and no further. */
  readonly muted?: boolean | undefined;
  /** Whether to begin silently, unless the viewer has set it for this role. @default false */
  readonly defaultMuted?: boolean | undefined;
  /** Gain, 0 to 1, when the host keeps it: the viewer's wish then goes to `onVolumeChange` and no further. */
  readonly volume?: number | undefined;
  /** Gain, 0 to 1, to begin with, unless the viewer has set another for this role. @default 1 */
  readonly defaultVolume?: number | undefined;
  /** Event handler called when volume or mute are changed, with the gain, 0 to 1, and how they were changed. */
  readonly onVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  /** Event handler called when playback has failed, with a code and a sentence. The state holds the error as well. */
  readonly onError?: ((error: PlaybackError) => void) | undefined;
  /** Event handler called when the item has played to its end. */
  readonly onEnded?: (() => void) | undefined;
  /** Event handler called with what happens between the player and the server. No event holds a URL or a token. */
  readonly onEvent?: PlexEventListener | undefined;
}

/** What has to be equal for a component that mounts to get a player back. */
export function remountKey(options: PlayerOptions): RemountKey {
  const { mediaType, playerRole, remountAs, plexClientSession, connection } = options;
  const what =
    remountAs === undefined
      ? playKey(options)
      : [remountAs, plexClientSession && String(plexClientSession)];
  return { name: JSON.stringify([mediaType, String(playerRole), what]), connection };
}

/** What the options ask to play. */
export function subjectOf(options: PlayerOptions): Subject {
  const { connectionError, media } = options;
  return {
    key: playKey(options),
    content: connectionError ? `no connection: ${messageOf(connectionError)}` : contentOf(options),
    hasMedia: Boolean(connectionError || (media !== undefined && media !== null)),
    startSeconds: startOf(media),
  };
}

/** What may be loaded before the first play. */
export function preloadOf({ preload, mediaType }: PlayerOptions): Preload {
  if (preload === 'none' || preload === 'metadata' || preload === 'auto') return preload;
  return mediaType === 'video' ? 'auto' : 'metadata';
}

function messageOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.message : undefined;
}

/** What plays, whatever the identity. */
export function contentOf({ connection, media, entry }: PlayerOptions): string | undefined {
  return contentKey(connection?.baseUrl, media, entry);
}

/** What has to be the same for what plays to go on. */
export function playKey(options: PlayerOptions): string {
  const { connectionError, plexClientSession, playerRole } = options;
  return JSON.stringify([
    String(playerRole),
    plexClientSession && String(plexClientSession),
    // Nothing of it can be played anyway.
    connectionError ? undefined : contentOf(options),
    messageOf(connectionError),
  ]);
}

/**
 * The options with the session as it was, where a host gives one and has none at the moment. One that is leased anew is away
 * for some milliseconds, and as a rule the same as before: no reason to start over. What begins anew waits for it.
 */
export function holdSession(options: PlayerOptions, before: PlayerOptions): PlayerOptions {
  const isComing = options.awaitsSession && options.plexClientSession === undefined;
  const isSame =
    String(options.playerRole) === String(before.playerRole) &&
    contentOf(options) === contentOf(before);
  return isComing && isSame ? { ...options, plexClientSession: before.plexClientSession } : options;
}

const noProvider =
  'This player has no connection to a Plex server. Put it inside a PlexProvider with a connection.';

/** The connection to use. @throws what says why there is none */
export function usableConnection({
  connection,
  connectionError,
}: Pick<PlayerOptions, 'connection' | 'connectionError'>): PlexConnection {
  if (connectionError) throw connectionError;
  if (!connection) throw new PlaybackError('invalid-connection', { text: noProvider });
  return connection;
}

/** The connection as it is now: a new token is used from the next call on. Another server is another playback's business. */
export function newestOf(
  connection: PlexConnection,
  now: PlexConnection | undefined,
): PlexConnection {
  return now?.baseUrl === connection.baseUrl ? now : connection;
}
