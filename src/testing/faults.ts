import { checkFault } from './check-fault.ts';
import type { RequestFacts } from './http/request-facts.ts';
import type { ItemChange } from './library/library-item.ts';

/** Which requests a fault strikes; all that is given must fit. */
export interface FaultTarget {
  /** A part of the path (without base path and query), or a pattern for it. */
  readonly path?: string | RegExp | undefined;
  readonly method?: string | undefined;
  readonly clientIdentifier?: string | undefined;
  readonly playbackId?: string | undefined;
  /** Segments name only this one. */
  readonly transcodeId?: string | undefined;
}

/** A fault that strikes requests. */
export type RequestFault = {
  readonly on?: FaultTarget | undefined;
  /** Strike so many requests, then stop. @default always */
  readonly times?: number | undefined;
} & (
  | {
      /** An error page: 401 (the token has been revoked), 503 (busy), 429, 404, 500 … */
      readonly kind: 'status';
      readonly status: number;
      /** In seconds, as a header. */
      readonly retryAfter?: number | undefined;
    }
  /** The connection is refused. */
  | { readonly kind: 'unreachable' }
  /** The answer takes this much longer, in milliseconds. */
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut-body'; readonly bytes: number }
  /** No CORS header; a browser then hides the answer from the page. */
  | { readonly kind: 'no-cors' }
  /** A media segment (not the header) has no bytes; with `last`, only the last so many of the item. */
  | { readonly kind: 'empty-segments'; readonly last?: number | undefined }
  | {
      /** Decisions and parts above so many kbps are refused: "Bandwidth exceeded". A lower cap passes. */
      readonly kind: 'bandwidth';
      readonly aboveKbps: number;
      /** Servers in the wild say 500, the documentation 509. @default 500 */
      readonly status?: 500 | 509 | undefined;
    }
);

/** A fault that changes an item of the library, by its rating key in the catalogue. */
export type LibraryFault =
  /** The file was replaced: old part URLs are 404, metadata has the new ones. */
  | { readonly kind: 'new-stamp'; readonly ratingKey: string; readonly stamp: string }
  /** The old rating key is 404; the new one has the same guid. */
  | { readonly kind: 'new-rating-key'; readonly ratingKey: string; readonly newRatingKey: string }
  /** Metadata and manifest claim more than the file holds; segments past its end have no bytes. */
  | { readonly kind: 'longer-metadata'; readonly ratingKey: string; readonly byMs: number };

/** Something to go wrong, see {@link PlexServer.inject}. */
export type Fault = RequestFault | LibraryFault;

/** The faults at work. */
export interface FaultBook {
  /** @throws RangeError for what is no fault. */
  add(fault: Fault): () => void;
  /** The first fault of this kind that strikes the request, and that `applies`; counts it. */
  strike<K extends RequestFault['kind']>(
    kind: K,
    request: RequestFacts,
    applies?: (fault: Extract<RequestFault, { kind: K }>) => boolean,
  ): Extract<RequestFault, { kind: K }> | undefined;
  changesOf(ratingKey: string): ItemChange;
}

export function createFaultBook(changed: () => void): FaultBook {
  const entries = new Set<{ readonly fault: Fault; struck: number }>();
  return {
    add(given) {
      checkFault(given);
      const fault = structuredClone(given);
      const entry = { fault, struck: 0 };
      entries.add(entry);
      changed();
      return () => {
        if (entries.delete(entry)) changed();
      };
    },
    strike<K extends RequestFault['kind']>(
      kind: K,
      request: RequestFacts,
      applies: (fault: Extract<RequestFault, { kind: K }>) => boolean = () => true,
    ) {
      for (const entry of entries) {
        const { fault } = entry;
        if (!isOfKind(fault, kind)) continue;
        if (entry.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
        if (!fits(fault.on, request) || !applies(fault)) continue;
        entry.struck += 1;
        return fault;
      }
      return undefined;
    },
    changesOf(ratingKey) {
      const change: { -readonly [K in keyof ItemChange]: ItemChange[K] } = {};
      for (const { fault } of entries) {
        if (!('ratingKey' in fault) || fault.ratingKey !== ratingKey) continue;
        if (fault.kind === 'new-stamp') change.stamp = fault.stamp;
        if (fault.kind === 'new-rating-key') change.ratingKey = fault.newRatingKey;
        if (fault.kind === 'longer-metadata') change.extraDurationMs = fault.byMs;
      }
      return change;
    },
  };
}

function isOfKind<K extends RequestFault['kind']>(
  fault: Fault,
  kind: K,
): fault is Extract<RequestFault, { kind: K }> {
  return fault.kind === kind;
}

function fits(target: FaultTarget | undefined, request: RequestFacts): boolean {
  if (!target) return true;
  const { path, method, clientIdentifier, playbackId, transcodeId } = target;
  if (path instanceof RegExp ? request.path.search(path) < 0 : !request.path.includes(path ?? '')) {
    return false;
  }
  return (
    (method ?? request.method).toUpperCase() === request.method &&
    (clientIdentifier ?? request.sentClientIdentifier) === request.sentClientIdentifier &&
    (playbackId ?? request.playbackId) === request.playbackId &&
    (transcodeId ?? request.transcodeId) === request.transcodeId
  );
}

/** An answer whose connection breaks after so many bytes. The declared length stays. */
export function cutBody(response: Response, bytes: number): Response {
  if (!response.body) return response;
  const reader = response.body.getReader();
  let left = bytes;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) return controller.close();
      const piece = value.subarray(0, left);
      left -= piece.byteLength;
      if (piece.byteLength > 0) controller.enqueue(piece);
      if (piece.byteLength === value.byteLength) return;
      await reader.cancel();
      // An error throws away what has not been read yet: let the bytes go out first.
      await new Promise((resolve) => setTimeout(resolve, 10));
      controller.error(new TypeError('coplay: the connection was cut, as a fault asked for.'));
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
