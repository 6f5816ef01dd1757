import { unlessAborted } from '../../../plex/unless-aborted.ts';
import type { Download, SegmentAnswer } from './download.ts';
import { firstSegments } from './first-segments.ts';

/**
 * Requests the first segments as soon as the manifest is there. dash.js requests them one after the other: an initialisation
 * once its MediaSource is open, and the media once that is appended.
 */
export class SegmentPrefetch {
  readonly #download: Download;
  readonly #answers = new Map<string, Promise<SegmentAnswer>>();

  constructor(download: Download) {
    this.#download = download;
  }

  /** @param signal Ends the requests. */
  start(manifest: string, manifestUrl: string, startSeconds: number, signal: AbortSignal): void {
    for (const url of firstSegments(manifest, manifestUrl, startSeconds)) {
      const answer = this.#download(url, signal, () => {});
      // A failure is reported by the request that takes the answer.
      answer.catch(() => {});
      this.#answers.set(url, answer);
    }
  }

  /** The answer for a URL, once. Rejects when `signal` aborts. */
  take(url: string, signal: AbortSignal): Promise<SegmentAnswer> | undefined {
    const answer = this.#answers.get(url);
    this.#answers.delete(url);
    return answer && unlessAborted(answer, signal);
  }

  clear(): void {
    this.#answers.clear();
  }
}
