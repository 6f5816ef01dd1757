import type { Caller } from '../state/live-resource.ts';

/** Everything the server reads off a request before it is routed. */
export interface RequestFacts extends Caller {
  readonly requestId: string;
  readonly method: string;
  /** Without the base path. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
  /** As sent; `clientIdentifier` is never empty, so that streams without one share a name. */
  readonly sentClientIdentifier: string | undefined;
  readonly transcodeId: string | undefined;
  readonly range: string | undefined;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Streams that name no client all belong to this one. */
export const NO_CLIENT = 'anonymous';

/** An `X-Plex-*` value may come in the query or as a header; the query wins, as with Plex. */
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
    json: /\bjson\b/i.test(request.headers.get('Accept') ?? ''),
    signal: request.signal,
  };
}

const SEGMENT = /^\/(?:video|music|audio)\/:\/transcode\/universal\/session\/([^/]+)\//;

/** Whether a path is a part of a running transcode: its session is all the authority it needs. */
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
