import type { Caller } from '../state/live-resource.ts';

/** What the server reads from a request before routing. */
export interface RequestFacts extends Caller {
  readonly requestId: string;
  readonly method: string;
  /** The path without the base path. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
  /** As it was sent. `clientIdentifier` has a default: streams without one share it. */
  readonly sentClientIdentifier: string | undefined;
  readonly transcodeId: string | undefined;
  readonly range: string | undefined;
  /** X-Plex-Container-Start and -Size, as they were sent. */
  readonly containerStart: string | undefined;
  readonly containerSize: string | undefined;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** The client identifier of streams that send none. */
export const NO_CLIENT = 'anonymous';

/** Reads an `X-Plex-*` value from the query or the headers. The query wins, as with Plex. */
export function readRequest(request: Request, path: string, requestId: string): RequestFacts {
  const query = new URL(request.url).searchParams;
  const label = (name: string) => query.get(name) || request.headers.get(name) || undefined;
  const sentClientIdentifier = label('X-Plex-Client-Identifier');
  return {
    requestId,
    method: request.method,
    path,
    query,
    token: label('X-Plex-Token'),
    sentClientIdentifier,
    clientIdentifier: sentClientIdentifier ?? NO_CLIENT,
    playbackId: label('X-Plex-Session-Identifier'),
    transcodeId: query.get('session') || sessionInPath(path),
    product: label('X-Plex-Product') ?? '',
    platform: label('X-Plex-Platform') ?? '',
    deviceName: label('X-Plex-Device-Name') ?? label('X-Plex-Device') ?? '',
    range: request.headers.get('Range') ?? undefined,
    containerStart: label('X-Plex-Container-Start'),
    containerSize: label('X-Plex-Container-Size'),
    json: /\bjson\b/i.test(request.headers.get('Accept') ?? ''),
    signal: request.signal,
  };
}

const SEGMENT = /^\/(?:video|music|audio)\/:\/transcode\/universal\/session\/([^/]+)\//;

/** Whether a path belongs to a running transcode. It holds the session id and needs no token. */
export function isSegmentPath(path: string): boolean {
  return SEGMENT.test(path);
}

function sessionInPath(path: string): string | undefined {
  const session = SEGMENT.exec(path)?.[1];
  try {
    return session && decodeURIComponent(session);
  } catch {
    return session;
  }
}
