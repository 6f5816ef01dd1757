/** Which requests a fault applies to. All given fields must match. */
export interface FaultTarget {
  /** A part of the path (without base path and query), or a pattern that it matches. */
  readonly path?: string | RegExp | undefined;
  readonly method?: string | undefined;
  readonly clientIdentifier?: string | undefined;
  readonly playbackId?: string | undefined;
  /** The only id in the path of a segment. */
  readonly transcodeId?: string | undefined;
}

/** A fault in the answers to requests. */
export type RequestFault = {
  readonly on?: FaultTarget | undefined;
  /** How many requests the fault applies to. @default all */
  readonly times?: number | undefined;
} & (
  | {
      /** An error page: 401 (revoked token), 503 (busy), 429, 404, 500 … 204, 205 and 304 have no body. */
      readonly kind: 'status';
      /** Any status of a final answer: 200 to 599. */
      readonly status: number;
      /**
       * Value of the header `Location`, for a redirect (301, 302, 303, 307, 308). Needs the query with the token, as any URL of the
       * server does: without it the answer is 401.
       */
      readonly location?: string | undefined;
      /** Value of the header `Retry-After`, in seconds. */
      readonly retryAfter?: number | undefined;
    }
  /** The connection is refused. */
  | { readonly kind: 'unreachable' }
  /** The answer is delayed by this many milliseconds. */
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut-body'; readonly bytes: number }
  /** The body ends after so many bytes as if it were complete: `Content-Length` agrees. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** The body arrives so many bytes at a time: the first at once, each further piece after so many ms, until the client gives up. */
  | { readonly kind: 'trickle'; readonly bytes: number; readonly everyMs: number }
  | {
      /**
       * The body is another one. The request has its usual effect. A text is answered with status 200, whatever the answer was. A
       * function gets the body of the answer and returns the new one; it works in the same process only, not over `/emu/fault`.
       */
      readonly kind: 'body';
      readonly body: string | ((original: string) => string);
      /** @default the type of the answer that is replaced */
      readonly contentType?: string | undefined;
    }
  /** The answer has no CORS header: a browser hides it from a page of another origin. */
  | { readonly kind: 'no-cors' }
  /** Media segments are empty, initialisation segments are not. With `last`, only the last so many segments of the item. */
  | { readonly kind: 'empty-segments'; readonly last?: number | undefined }
  | {
      /** Decisions and parts above this bitrate are refused with "Bandwidth exceeded". A lower cap passes. */
      readonly kind: 'bandwidth';
      readonly aboveKbps: number;
      /** Servers answer 500, the documentation says 509. @default 500 */
      readonly status?: 500 | 509 | undefined;
    }
);

/** A fault that changes an item of the library, by its rating key in the catalogue. */
export type LibraryFault =
  /** The file was replaced: old part URLs answer 404, metadata has the new ones. */
  | { readonly kind: 'new-stamp'; readonly ratingKey: string; readonly stamp: string }
  /** The item has a new rating key and the same guid. The old key answers 404. */
  | { readonly kind: 'new-rating-key'; readonly ratingKey: string; readonly newRatingKey: string }
  /** Metadata and manifest are longer than the file. Segments past its end are empty. */
  | { readonly kind: 'longer-metadata'; readonly ratingKey: string; readonly byMs: number }
  /** Metadata and manifest are shorter than the file. Segments past their end are served. */
  | { readonly kind: 'shorter-metadata'; readonly ratingKey: string; readonly byMs: number };

/** A fault to inject, see {@link PlexServer.inject}. */
export type Fault = RequestFault | LibraryFault;
