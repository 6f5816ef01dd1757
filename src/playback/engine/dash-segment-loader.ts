import type { MediaPlayerClass } from 'dashjs';
import type { SegmentLoader } from './segments/segment-loader.ts';
import { type DashRequest, segmentOf } from './segments/segment-request.ts';

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
 * Makes dash.js load segments through `loader`. dash.js sees one pending request, which it may cancel at any time, while
 * the loader may retry or replace the session. Other requests, such as the manifest, are left to dash.js.
 */
export function replaceSegmentLoader(player: MediaPlayerClass, loader: SegmentLoader): void {
  function extension(this: { parent: XhrLoader }): XhrLoader {
    // dash.js copies the returned methods onto `parent`, so keep its own one first.
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
          // Cancelled by dash.js, or the engine was destroyed.
          () => {},
        );
        return true;
      },
    };
  }
  player.extend('XHRLoader', extension, true);
}
