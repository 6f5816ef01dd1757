import type { PlexMediaType } from './identifiers.ts';
import { redact } from './redact.ts';
import type { TimelineState } from './timeline.ts';

/** Who asked for which media. Two players with one `clientIdentifier` end each other's streams. */
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

/** The playback an event is about, in the words of the wire. */
export interface PlaybackSubject {
  /** Rating key. */
  plexId: string;
  /** X-Plex-Client-Identifier. */
  clientIdentifier: string;
  /** X-Plex-Session-Identifier. */
  sessionIdentifier: string;
  /** `session`, the source load. */
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
      /** The server has taken the last report. `reason` is `ended`, or the code of the error that ended the playback. */
      name: 'plex.stopped';
      data: PlaybackSubject & { timeSeconds: number; reason: string };
    }
  | {
      /** The same playback under a new `session`: after a failure (`reason` says which), or for a far seek (`seek`). */
      name: 'plex.session-renewed';
      data: PlaybackSubject & { previousTranscodeId: string; timeSeconds: number; reason: string };
    }
  | {
      /** Two mounted players share an identity: the fault of the report. */
      name: 'plex.client-identifier-shared';
      data: { clientIdentifier: string; players: number };
    }
  | {
      /** The identity is distinct, but will be a new device at the next visit. */
      name: 'plex.identity-fallback';
      data: {
        reason: 'storage-blocked' | 'no-locks' | 'slots-busy';
        role?: string | undefined;
        plexClientSession?: string | undefined;
      };
    }
  | {
      name: 'plex.error';
      data: {
        code: string;
        status?: number | undefined;
        message: string;
        plexId?: string | undefined;
        clientIdentifier?: string | undefined;
      };
    };

/** One for each kind of event: narrows its `data`. */
export type PlexEventName = PlexEvent['name'];

/** Called synchronously, with every text redacted. What it throws is reported and does no harm to the player. */
export type PlexEventListener = (event: PlexEvent) => void;

/** How to clean an event, and where a fault of its listener goes. */
export interface EmitOptions {
  /** `connection.redact`, so that the token itself is known. @default patterns only */
  redact?: ((text: string) => string) | undefined;
  /** Called with what the listener threw. @default the global reportError, or console.error */
  onListenerError?: ((error: unknown) => void) | undefined;
}

/**
 * Hands an event to a listener: every text in it redacted, and with the player protected from a
 * listener that throws or rejects.
 */
export function emitPlexEvent(
  listener: PlexEventListener | undefined,
  event: PlexEvent,
  options: EmitOptions = {},
): void {
  if (!listener) return;
  const report = options.onListenerError ?? reportListenerError;
  try {
    const result: unknown = listener(redactEvent(event, options.redact ?? redact));
    // An async function passes for a listener too.
    if (result instanceof Promise) result.catch(report);
  } catch (error) {
    report(error);
  }
}

/** The event with every text in its payload redacted. */
export function redactEvent(event: PlexEvent, clean: (text: string) => string = redact): PlexEvent {
  const data = Object.fromEntries(
    Object.entries(event.data).map(([key, value]) => [
      key,
      typeof value === 'string' ? clean(value) : value,
    ]),
  );
  return { ...event, data } as PlexEvent;
}

function reportListenerError(error: unknown): void {
  if (typeof globalThis.reportError === 'function') {
    globalThis.reportError(error);
    return;
  }
  // biome-ignore lint/suspicious/noConsole: Node has no reportError, and the fault must not be silent.
  console.error('coplay: a listener of events threw. Fix the listener; playback goes on.', error);
}
