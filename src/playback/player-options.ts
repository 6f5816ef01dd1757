import type { PlexConnection, PlexEventListener, PlexMediaType } from '../plex/index.ts';
import { contentKey, type PlayableMedia } from './playable-media.ts';
import type { PlaybackError } from './playback-error.ts';

export interface VolumeChangeDetails {
  readonly muted: boolean;
}

/** What a component asks of its player; read anew at each commit. */
export interface PlayerOptions {
  readonly role: string;
  readonly mediaType: PlexMediaType;
  readonly connection: PlexConnection | undefined;
  /** Why there is no connection. */
  readonly connectionError?: unknown;
  readonly media: PlayableMedia | undefined;
  /** The queue entry that `media` stands for, so that the same item twice is played twice. */
  readonly entry?: string | undefined;
  /** What a component that comes back is known by, where `media` is not known yet when it does. */
  readonly parkAs?: string | undefined;
  readonly plexClientSession?: string | undefined;
  /** Whether `plexClientSession` is going to be given, and is only not known yet. */
  readonly awaitsSession?: boolean | undefined;
  readonly autoPlay?: boolean | undefined;
  readonly recovery?: boolean | undefined;
  readonly volume?: number | undefined;
  readonly defaultVolume?: number | undefined;
  readonly onVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  readonly onError?: ((error: PlaybackError) => void) | undefined;
  readonly onEnded?: (() => void) | undefined;
  readonly onEvent?: PlexEventListener | undefined;
}

/** What has to be the same for a component that comes back to get its player back. */
export function parkingKey(options: PlayerOptions): string {
  const { mediaType, role, parkAs, plexClientSession, connection } = options;
  const what =
    parkAs === undefined ? playKey(options) : [parkAs, plexClientSession, connection?.baseUrl];
  return JSON.stringify([mediaType, role, what]);
}

/** What has to be the same for what plays to go on. */
export function playKey(options: PlayerOptions): string {
  const { connection, connectionError, media, entry, plexClientSession, role } = options;
  return JSON.stringify([
    role,
    plexClientSession,
    contentKey(connection?.baseUrl, media, entry),
    connectionError instanceof Error ? connectionError.message : undefined,
  ]);
}
