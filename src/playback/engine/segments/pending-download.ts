import type { Download, SegmentAnswer } from './download.ts';
import type { ExpectedSize } from './segment-size.ts';

export interface PendingDownloadOptions {
  readonly download: Download;
  /** Ends the request. */
  readonly signal: AbortSignal;
  readonly size: ExpectedSize;
  /** Something of the answer was received. */
  onBytes?(): void;
}

/** A download and its progress. It ends itself where the answer is larger than a segment can be. */
export class PendingDownload {
  /** Rejects when there is no answer, or the signal aborts. */
  readonly answer: Promise<SegmentAnswer>;
  #heardAt = 0;
  #receivedBytes = 0;
  #isOversize = false;

  constructor(url: string, { download, signal, size, onBytes }: PendingDownloadOptions) {
    const tooLarge = new AbortController();
    this.answer = download(url, AbortSignal.any([signal, tooLarge.signal]), (received) => {
      this.#heardAt = performance.now();
      this.#receivedBytes = Math.max(this.#receivedBytes, received);
      this.#isOversize = this.#receivedBytes > size.mostBytes;
      if (this.#isOversize) tooLarge.abort('too large');
      onBytes?.();
    });
    // Reported to whoever awaits it.
    this.answer.catch(() => {});
  }

  /** When something was last received; 0 before that. Milliseconds. */
  get heardAt(): number {
    return this.#heardAt;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Whether it was ended since the answer is too large. */
  get isOversize(): boolean {
    return this.#isOversize;
  }
}
