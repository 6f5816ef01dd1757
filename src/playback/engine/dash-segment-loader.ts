import type { MediaPlayerClass } from 'dashjs';
import type { SegmentLoader } from './segments/segment-loader.ts';
import { type DashRequest, segmentOf } from './segments/segment-request.ts';

/** What dash.js's `HTTPLoader` hands to its loader for one request. */
interface LoaderRequest extends DashRequest {
  customData?: {
    onloadend?: (() => void) | undefined;
    /** Called when dash.js drops the request; it has taken `onloadend` off before. */
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
 * Puts our loader of segments below dash.js's own loading, where it may take its time: dash.js sees one request that is
 * answered, and can drop it at any time. Everything else, such as the manifest, goes its usual way.
 */
export function replaceSegmentLoader(player: MediaPlayerClass, loader: SegmentLoader): void {
  function extension(this: { parent: XhrLoader }): XhrLoader {
    // dash.js puts what is returned here onto this very object, so its own method is kept first.
    const { load } = this.parent;
    return {
      load(request, response) {
        const segment = segmentOf(request);
        const { customData } = request;
        if (!segment || !customData) return load(request, response);
        const life = new AbortController();
        customData.abort = () => life.abort();
        loader.load(segment, life.signal).then(
          ({ status, body }) => {
            if (life.signal.aborted) return;
            Object.assign(response, {
              url: request.url,
              status,
              statusText: '',
              headers: {},
              data: body,
            });
            customData.onloadend?.();
          },
          // Dropped by dash.js, or the player is gone.
          () => {},
        );
        return true;
      },
    };
  }
  player.extend('XHRLoader', extension, true);
}
