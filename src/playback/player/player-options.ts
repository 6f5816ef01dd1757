import { connectionKey } from '../../plex/connection-key.ts';
import {
  createPlexConnection,
  type PlexConnection,
  type PlexEventListener,
  type PlexItem,
  type PlexMediaType,
} from '../../plex/index.ts';
import { contentKey, type PlayableMedia, startOf } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { limitNames, type StreamLimits } from '../core/stream-limits.ts';
import type { RemountKey } from '../page/remount-cache.ts';
import type { Subject } from './phase.ts';
import type { Preload } from './preload.ts';

/**
 * How the volume was changed: with the slider, the mute button or a key of the player, by a method of {@link Player}, or on the
 * media element itself, as by a picture-in-picture window of the browser.
 */
export type VolumeChangeReason = 'slider' | 'button' | 'keyboard' | 'api' | 'element';

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

/** Options of a player. A component passes them on each commit. */
export interface PlayerOptions extends StreamLimits {
  /** What the player is for. It is the prefix of its id, and the key of the viewer's preferences, such as the volume. */
  readonly playerRole: string;
  /** `video` or `audio`: which media element is created, and which of two devices the server sees. */
  readonly mediaType: PlexMediaType;
  /** The server to play from. Without one, playback fails with `invalid-connection`. */
  readonly connection: PlexConnection | undefined;
  /** Why there is no connection. */
  readonly connectionError?: unknown;
  /** What to play, compared by content. `undefined`: nothing. */
  readonly media: PlayableMedia | undefined;
  /** Title, length and more of `media`, if they are known: then they are not requested before the first play. */
  readonly item?: PlexItem | undefined;
  /** Why `media` can't be played, if that is known. The player then fails with it, and requests nothing. */
  readonly mediaError?: PlaybackError | undefined;
  /** Id of the queue entry of `media`: the same item in two entries is played twice. */
  readonly entry?: string | undefined;
  /** Whether another item follows when this one ends. The server then waits for it, and does not end what is played together. */
  readonly hasNext?: boolean | undefined;
  /**
   * Whether another item follows at once when this one fails with this error: `willSkip` of `useQueue()`. The server then waits for it, as
   * with `hasNext`.
   */
  readonly willSkip?: ((error: PlaybackError) => boolean) | undefined;
  /** Replaces `media` in the key by which a remounted component finds its player, for media that are loaded after the mount. */
  readonly remountAs?: string | undefined;
  /** The host's stable id of this player, base of `X-Plex-Client-Identifier`. Without it the player leases one. */
  readonly plexClientSession?: string | undefined;
  /** Whether the host is going to pass `plexClientSession` later. The player waits for it, 2.5 s at most. */
  readonly awaitsSession?: boolean | undefined;
  /** Whether to play on mount. Read once, when the player is created. @default false */
  readonly autoPlay?: boolean | undefined;
  /** Whether a session that dies on the server is replaced. Otherwise it is an error. @default true */
  readonly recovery?: boolean | undefined;
  /** What is loaded before the first play. @default 'auto' for a video, 'metadata' for music */
  readonly preload?: Preload | undefined;
  /** Whether the player is muted, controlled by the host: the viewer's change only calls `onVolumeChange`. */
  readonly muted?: boolean | undefined;
  /** Whether the player starts muted, unless the viewer has chosen otherwise for this role. @default false */
  readonly defaultMuted?: boolean | undefined;
  /** Gain, 0 to 1, controlled by the host: the viewer's change only calls `onVolumeChange`. */
  readonly volume?: number | undefined;
  /** Gain at the start, 0 to 1, unless the viewer has chosen another for this role. @default 1 */
  readonly defaultVolume?: number | undefined;
  /** Event handler called when volume or mute change, with the gain, 0 to 1, `muted`, the reason and the native event. */
  readonly onVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  /** Event handler called when playback has failed, with a code and a sentence. The state holds the error as well. */
  readonly onError?: ((error: PlaybackError) => void) | undefined;
  /** Event handler called when the item has played to its end. */
  readonly onEnded?: (() => void) | undefined;
  /** Event handler called with what happens between the player and the server. No event holds a URL or a token. */
  readonly onEvent?: PlexEventListener | undefined;
}

/** The key by which a component that mounts finds the player of one that has unmounted. */
export function remountKey(options: PlayerOptions): RemountKey {
  const { mediaType, playerRole, remountAs, plexClientSession, connection } = options;
  const what =
    remountAs === undefined
      ? playKey(options)
      : [remountAs, plexClientSession && String(plexClientSession)];
  return { name: JSON.stringify([mediaType, String(playerRole), what]), connection };
}

/** What the options ask to play, for the phases of the player. */
export function subjectOf(options: PlayerOptions): Subject {
  const { connectionError, media } = options;
  return {
    key: playKey(options),
    content: connectionError ? `no connection: ${messageOf(connectionError)}` : contentOf(options),
    hasMedia: Boolean(connectionError || (media !== undefined && media !== null)),
    startSeconds: startOf(media),
  };
}

/** The value of `preload`, or the default of the media type. */
export function preloadOf({ preload, mediaType }: PlayerOptions): Preload {
  if (preload === 'none' || preload === 'metadata' || preload === 'auto') return preload;
  return mediaType === 'video' ? 'auto' : 'metadata';
}

function messageOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.message : undefined;
}

/** Key of what plays, whatever the identity. */
export function contentOf({ connection, media, entry }: PlayerOptions): string | undefined {
  return contentKey(connection?.baseUrl, media, entry);
}

/** Key of what plays and under which identity. A different key starts another playback. */
export function playKey(options: PlayerOptions): string {
  const { connectionError, plexClientSession, playerRole } = options;
  return JSON.stringify([
    String(playerRole),
    plexClientSession && String(plexClientSession),
    // Without a connection nothing can be played: other media are no reason to report the error again.
    connectionError ? undefined : contentOf(options),
    messageOf(connectionError),
  ]);
}

/**
 * Keeps the `plexClientSession` of the host while it is undefined for a moment, as during a new lease of
 * `usePlexClientSession`, which usually returns the same id. Otherwise playback would start over.
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

/** The connection to use, also when untyped code passes its options. @throws PlaybackError or PlexError: why there is none */
export function usableConnection({
  connection,
  connectionError,
}: Pick<PlayerOptions, 'connection' | 'connectionError'>): PlexConnection {
  if (connectionError) throw connectionError;
  if (!connection) throw new PlaybackError('invalid-connection', { text: noProvider });
  return createPlexConnection(connection);
}

/** The connection by its content, with the token: to be compared only. */
export function accessOf({ connection }: PlayerOptions): string | undefined {
  return connection && connectionKey(connection);
}

/** Whether the host asks for other limits than before. */
export function hasNewLimits(options: PlayerOptions, before: PlayerOptions): boolean {
  return limitNames.some((name) => !Object.is(options[name], before[name]));
}

/** The current connection of the host, if it leads to the same server: a new token is used from the next request on. */
export function newestOf(
  connection: PlexConnection,
  now: PlexConnection | undefined,
): PlexConnection {
  return now?.baseUrl === connection.baseUrl ? now : connection;
}
