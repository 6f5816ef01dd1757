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
 * @param answer May reject once `cancelled` has aborted.
 */
export function replaceDashLoader(
  player: MediaPlayerClass,
  answer: (request: DashRequest, cancelled: AbortSignal) => Promise<DashAnswer>,
): void {
  function extension(): XhrLoader {
    return {
      load(request, response) {
        const { customData } = request;
        const life = new AbortController();
        if (customData) customData.abort = () => life.abort();
        answer(request, life.signal).then(
          ({ status, body, url = request.url }) => {
            if (life.signal.aborted) return;
            Object.assign(response, { url, status, statusText: '', headers: {}, data: body });
            customData?.onloadend?.();
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
