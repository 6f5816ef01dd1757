import type { Fault } from './fault.ts';
import type { PlexServerPatch } from './server-options.ts';
import type { ServerSnapshot } from './server-snapshot.ts';

/** An emulated Plex Media Server. */
export interface PlexServer {
  /** The path that the server answers below, with a leading slash and without a trailing one. Empty for the root. */
  readonly basePath: string;
  /**
   * Answers one request. Never rejects: a refused connection is a `Response.error()`, which a service worker passes on
   * unchanged. For a replacement of the global `fetch`, see {@link fetchFrom}.
   */
  fetch(request: Request): Promise<Response>;
  /** Changes settings for the requests that follow. */
  configure(patch: PlexServerPatch): void;
  /** The state of the server. The same object until something changes, as `useSyncExternalStore` needs it. */
  snapshot(): ServerSnapshot;
  /** Calls `listener` after each change, once per turn of the event loop. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
  /**
   * Activates a fault. Returns a function that removes it.
   * @throws RangeError for an invalid fault
   */
  inject(fault: Fault): () => void;
  /** Moves the clock of the server forward. Streams that have been idle too long end. */
  advance(milliseconds: number): void;
  /** Ends a playback, as the owner does from the dashboard. The answer to its next timeline says so. */
  terminate(playbackId: string, reason?: string): void;
  /** Ends and forgets all streams and transcodes, as a restart does, without a word to any timeline. Devices and play states stay. */
  restart(): void;
}
