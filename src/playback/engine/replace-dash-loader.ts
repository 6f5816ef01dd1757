import type { MediaPlayerClass } from 'dashjs';
import type { DashRequest } from './segments/segment-request.ts';

/** What dash.js gets for a request. Status 0: no answer. */
export interface DashAnswer {
  readonly status: number;
  readonly body: ArrayBuffer | string;
  /** The URL that answered. That of the request when left out. */
  readonly url?: string | undefined;
}

/** One request as dash.js's `HTTPLoader` passes it to its loader. */
interface LoaderRequest extends DashRequest {
  customData?: {
    onloadend?: (() => void) | undefined;
    /** dash.js calls it to cancel the request, after it has removed `onloadend`. */
    abort?: () => void;
  };
}

interface LoaderResponse {
  url?: string;
  status?: number;
  statusText?: string;
  headers?: Record<string, string>;
  data?: unknown;
}

interface XhrLoader {
  load(request: LoaderRequest, response: LoaderResponse): boolean;
}

/**
 * Makes dash.js get its answers from `answer`. dash.js sees one pending request, which it may cancel at any time.
 *
 * @param answer Returns `undefined` for a request that is left to dash.js. May reject once `cancelled` has aborted.
 */
export function replaceDashLoader(
  player: MediaPlayerClass,
  answer: (request: DashRequest, cancelled: AbortSignal) => Promise<DashAnswer> | undefined,
): void {
  function extension(this: { parent: XhrLoader }): XhrLoader {
    // dash.js copies the returned methods onto `parent`, so keep its own one first.
    const { load } = this.parent;
    return {
      load(request, response) {
        const { customData } = request;
        const life = new AbortController();
        const pending = customData && answer(request, life.signal);
        if (!pending) return load(request, response);
        customData.abort = () => life.abort();
        pending.then(
          ({ status, body, url = request.url }) => {
            if (life.signal.aborted) return;
            Object.assign(response, { url, status, statusText: '', headers: {}, data: body });
            customData.onloadend?.();
          },
          // Cancelled by dash.js, or the engine was destroyed.
          () => {},
        );
        return true;
      },
    };
  }
  player.extend('XHRLoader', extension, true);
}
