import type {
  PlexConnection,
  PlexEvent,
  PlexItem,
  PlexMediaType,
  TimelineState,
} from '../../plex/index.ts';
import type { RequestQueue } from '../page/request-queue.ts';

/** The content of a timeline report. Times in seconds. */
export interface PlaybackReport {
  readonly state: TimelineState;
  readonly timeSeconds: number;
  readonly durationSeconds: number;
}

export interface PlexSessionOptions {
  readonly connection: PlexConnection;
  readonly plexClientSession: string;
  /** The `plexClientSession` of the host, for the event `plex.media-url-generated`. */
  readonly givenSession: string | undefined;
  readonly mediaType: PlexMediaType;
  readonly ratingKey: string;
  readonly mediaIndex?: number | undefined;
  readonly partIndex?: number | undefined;
  readonly requestQueue: RequestQueue;
  /** The element that is going to play: files that it does not play are converted. */
  readonly element: HTMLMediaElement;
  /** The item, where it is known. */
  item(): PlexItem | undefined;
  emit(event: PlexEvent): void;
  /** Reads the content of the next timeline report. */
  report(): PlaybackReport;
  /** The session has ended: nothing more is sent, except its `stopped`. */
  onEnded(): void;
  /** The server ended the session. */
  onTerminated(text: string | undefined): void;
}

export interface EndOptions {
  /** Reason for the event. @default 'ended' */
  readonly reason?: string | undefined;
  /** Whether another item follows at once. */
  readonly continuing?: boolean | undefined;
  /** Whether the page is being closed, so that the request has to outlive it. @default false */
  readonly keepalive?: boolean | undefined;
}
