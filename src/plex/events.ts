import type { PlexMediaType } from './media-type.ts';
import { redact } from './redact.ts';
import { reportThrown } from './report-thrown.ts';
import type { RoleSlotFallback } from './role-slot.ts';
import type { TimelineState } from './timeline-url.ts';

/** The identity that a media URL was created for. Two players with the same `clientIdentifier` end each other's streams. */
export interface MediaUrlGenerated {
  mediaType: PlexMediaType;
  /** Rating key. */
  plexId: string;
  /** X-Plex-Client-Identifier. */
  clientIdentifier: string;
  /** X-Plex-Session-Identifier. */
  sessionIdentifier: string;
  /** The client identifier without `-audio`. */
  baseClientId: string;
  /** What the host passed as `plexClientSession`. */
  optsSession: string | undefined;
}

/** The playback that an event is about, by the ids in its requests. */
export interface PlaybackSubject {
  /** Rating key. */
  plexId: string;
  /** X-Plex-Client-Identifier. */
  clientIdentifier: string;
  /** X-Plex-Session-Identifier. */
  sessionIdentifier: string;
  /** `session`: one source load. */
  transcodeId: string;
}

/** What happened between a player and the server. No payload holds a URL or a token. */
export type PlexEvent =
  | { name: 'plex.media-url-generated'; data: MediaUrlGenerated }
  | {
      name: 'plex.decision';
      data: PlaybackSubject & {
        outcome: 'directplay' | 'transcode' | 'refused';
        code?: number | undefined;
        text?: string | undefined;
      };
    }
  | {
      name: 'plex.timeline';
      data: PlaybackSubject & {
        state: TimelineState;
        timeSeconds: number;
        terminationCode?: number | undefined;
        terminationText?: string | undefined;
      };
    }
  | { name: 'plex.ping'; data: PlaybackSubject & { result: 'alive' | 'gone' } }
  | {
      /** The server has accepted the last report. `reason` is `ended`, or the code of the error that ended the playback. */
      name: 'plex.stopped';
      data: PlaybackSubject & { timeSeconds: number; reason: string };
    }
  | {
      /**
       * A new `session` is requested for the same playback: after a failure (`reason` says which), with a lower bitrate (`bandwidth`), for
       * a far seek (`seek`), or because the host has changed its limits (`limits`).
       * `plex.decision` follows with the answer, or an error.
       */
      name: 'plex.session-renewed';
      data: PlaybackSubject & { previousTranscodeId: string; timeSeconds: number; reason: string };
    }
  | {
      /**
       * The server has no bandwidth left, or the connection is too slow: the player asks once for `kbps` instead of `askedKbps`
       * (`undefined`: any bitrate).
       */
      name: 'plex.bitrate-lowered';
      data: PlaybackSubject & { kbps: number; askedKbps?: number | undefined; timeSeconds: number };
    }
  | {
      /** Two mounted players share an identity: each ends the other's stream. */
      name: 'plex.client-identifier-shared';
      data: { clientIdentifier: string; players: number };
    }
  | {
      /**
       * The identity is distinct, but the next visit will be a new device for the server: storage can't be read or does not keep
       * what is written (`storage-blocked`), or the player has no slot (see `RoleSlot.fallback`).
       */
      name: 'plex.identity-fallback';
      data: {
        reason: 'storage-blocked' | RoleSlotFallback;
        role?: string | undefined;
        plexClientSession?: string | undefined;
      };
    }
  | {
      /**
       * A player has failed: what `onError` is called with. When its list can't be loaded, `plexId` is the rating key of the list; a
       * given queue has none. Not emitted by the hooks alone, nor for an overlay whose item can't be looked up.
       */
      name: 'plex.error';
      data: {
        code: string;
        status?: number | undefined;
        message: string;
        plexId?: string | undefined;
        clientIdentifier?: string | undefined;
      };
    };

/** Names of the events. Each narrows the type of `data`. */
export type PlexEventName = PlexEvent['name'];

/** Called synchronously, with every text redacted. An error that it throws is reported and does not affect the player. */
export type PlexEventListener = (event: PlexEvent) => void;

/** Options of {@link emitPlexEvent}. */
export interface EmitOptions {
  /** Redacts texts. Pass `connection.redact`, which knows the token. @default `redact`, which knows patterns only */
  redact?: ((text: string) => string) | undefined;
  /** Called with the error that the listener threw. @default the global reportError, or console.error */
  onListenerError?: ((error: unknown) => void) | undefined;
}

/**
 * Passes an event to a listener, with every text redacted. A listener that throws or rejects does not affect the player.
 */
export function emitPlexEvent(
  listener: PlexEventListener | undefined,
  event: PlexEvent,
  options: EmitOptions = {},
): void {
  if (!listener) return;
  const report = options.onListenerError ?? reportThrown;
  try {
    const result: unknown = listener(redactEvent(event, options.redact ?? redact));
    // A listener may be an async function.
    if (result instanceof Promise) result.catch(report);
  } catch (error) {
    report(error);
  }
}

/** A copy of the event with every text in its payload redacted. */
export function redactEvent(event: PlexEvent, clean: (text: string) => string = redact): PlexEvent {
  const data = Object.fromEntries(
    Object.entries(event.data).map(([key, value]) => [
      key,
      typeof value === 'string' ? clean(value) : value,
    ]),
  );
  return { ...event, data } as PlexEvent;
}
