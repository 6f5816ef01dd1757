/** How far a player has come. Times in seconds of the film, but for `waitingMs`. */
export interface Progress {
  readonly position: number;
  /** End of the buffered range at the position. */
  readonly bufferedUntil: number;
  /** How long it stood still for want of data, so far. */
  readonly waitingMs: number;
}

/** Adds up how long a video waits for data. */
export class StallWatch {
  readonly #video: HTMLVideoElement;
  #waitingSince: number | undefined;
  #waitedMs = 0;

  constructor(video: HTMLVideoElement, signal: AbortSignal) {
    this.#video = video;
    video.addEventListener('waiting', () => this.#begin(), { signal });
    video.addEventListener('playing', () => this.#end(), { signal });
  }

  progress(): Progress {
    const { currentTime: position, buffered } = this.#video;
    let bufferedUntil = position;
    for (let index = 0; index < buffered.length; index++) {
      if (buffered.start(index) <= position && position <= buffered.end(index))
        bufferedUntil = buffered.end(index);
    }
    const now = this.#waitingSince === undefined ? 0 : performance.now() - this.#waitingSince;
    return { position, bufferedUntil, waitingMs: this.#waitedMs + now };
  }

  #begin(): void {
    this.#waitingSince ??= performance.now();
  }

  #end(): void {
    if (this.#waitingSince !== undefined) this.#waitedMs += performance.now() - this.#waitingSince;
    this.#waitingSince = undefined;
  }
}
