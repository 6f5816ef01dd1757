import { firstSegments } from '../manifest/first-segments.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Download } from './download.ts';
import { PendingDownload } from './pending-download.ts';
import { expectedSize } from './segment-size.ts';

/**
 * Requests the first segments as soon as the manifest is there. dash.js requests them one after the other: an initialisation
 * once its MediaSource is open, and the media once that is appended.
 */
export class SegmentPrefetch {
  readonly #download: Download;
  readonly #pending = new Map<string, PendingDownload>();

  constructor(download: Download) {
    this.#download = download;
  }

  /** @param signal Ends the requests. */
  start(manifest: Manifest, startSeconds: number, signal: AbortSignal): void {
    const download = this.#download;
    for (const { url, bandwidth, durationSeconds } of firstSegments(manifest, startSeconds)) {
      const size = expectedSize(bandwidth, durationSeconds);
      this.put(url, new PendingDownload(url, { download, signal, size }));
    }
  }

  /** Keeps a download for the request of its URL. */
  put(url: string, pending: PendingDownload): void {
    this.#pending.set(url, pending);
  }

  /** The download of a URL, once. */
  take(url: string): PendingDownload | undefined {
    const pending = this.#pending.get(url);
    this.#pending.delete(url);
    return pending;
  }

  clear(): void {
    this.#pending.clear();
  }
}
