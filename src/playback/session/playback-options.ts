import type { PlexConnection, PlexEvent, PlexMediaType } from '../../plex/index.ts';
import type { MediaState } from '../core/media-state.ts';
import type { PlayableMedia } from '../core/playable-media.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import type { Store } from '../core/store.ts';
import type { RequestLimits } from '../core/stream-limits.ts';
import type { RenewalLimiter } from '../page/renewal-limiter.ts';
import type { RequestQueue } from '../page/request-queue.ts';
import type { RenewalLog } from './renewal-log.ts';

export interface PlaybackOptions {
  readonly element: HTMLMediaElement;
  readonly store: Store<MediaState>;
  readonly connection: PlexConnection;
  readonly media: PlayableMedia;
  readonly mediaType: PlexMediaType;
  readonly startSeconds: number;
  /** The `plexClientSession` of the host. */
  readonly givenSession: string | undefined;
  readonly requestQueue: RequestQueue;
  /** Renewals and deaths of all players of the page. */
  readonly limiter: RenewalLimiter;
  /** Renewals of this player, also for earlier items. */
  readonly renewals: RenewalLog;
  /** Whether the server has answered this player before. */
  readonly knowsServer: boolean;
  /** Registers a playback under this client identifier; returns a function that removes it. */
  registerClient(clientIdentifier: string): () => void;
  /** Resolves with the `plexClientSession` of this playback. */
  identify(signal: AbortSignal): Promise<string>;
  /** Resolves once a component shows the player. Nothing new is requested before. */
  whenMounted(signal: AbortSignal): Promise<void>;
  /** Whether a dead session is replaced. */
  recovers(): boolean;
  /** The limits that the host asks for now. @throws PlaybackError `invalid-argument` */
  limits(): RequestLimits;
  /** Whether another item follows at once after this failure. */
  willSkip(error: PlaybackError): boolean | undefined;
  /** A source is attached: play it if the viewer wants that. */
  onSource(): void;
  /** Playback has failed. Called once. */
  onFailed(error: PlaybackError): void;
  /** The item has played to its end, whatever the element reports. */
  onEnded(): void;
  emit(event: PlexEvent): void;
}
