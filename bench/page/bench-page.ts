import { nextFrame, whenVideo } from './first-frame.ts';
import type { Mounted, Peer, Source } from './peer.ts';
import { StallWatch } from './stall-watch.ts';

interface Entry extends Mounted {
  readonly root: HTMLElement;
  readonly mountedAt: number;
  readonly ended: AbortController;
  /** When the first frame was shown, on the clock of `performance.now()`. */
  readonly firstFrameAt: Promise<number>;
  readonly stalls: Promise<StallWatch>;
}

/** How far a player has come. Times in seconds of the film, but for `waitingMs`. */
export interface Progress {
  readonly position: number;
  /** End of the buffered range at the position. */
  readonly bufferedUntil: number;
  /** How long it stood still for want of data, so far. */
  readonly waitingMs: number;
}

/** What the runner calls in the page. Players are named by the number that `mount` returns. */
export class BenchPage {
  readonly #peer: Peer;
  readonly #entries = new Map<number, Entry>();
  #mounts = 0;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  mount(source: Source): number {
    const root = document.body.appendChild(document.createElement('div'));
    const ended = new AbortController();
    const mountedAt = performance.now();
    const mounted = this.#peer.mount(root, source);
    const video = whenVideo(mounted, ended.signal);
    const firstFrameAt = video.then(nextFrame);
    const stalls = video.then((element) => new StallWatch(element, ended.signal));
    // A player that never shows a video is reported by whoever awaits it.
    for (const promise of [firstFrameAt, stalls]) promise.catch(() => {});
    const id = this.#mounts++;
    this.#entries.set(id, { ...mounted, root, mountedAt, ended, firstFrameAt, stalls });
    return id;
  }

  /** Milliseconds from mount to the first frame. */
  async firstFrame(id: number): Promise<number> {
    const { firstFrameAt, mountedAt } = this.#entry(id);
    return (await firstFrameAt) - mountedAt;
  }

  /** Milliseconds from navigation to the first frame. */
  firstFrameFromNavigation(id: number): Promise<number> {
    return this.#entry(id).firstFrameAt;
  }

  async progress(id: number): Promise<Progress> {
    const entry = this.#entry(id);
    const stalls = await entry.stalls;
    return stalls.progress();
  }

  unmount(id: number): void {
    const { root, ended, unmount } = this.#entry(id);
    this.#entries.delete(id);
    ended.abort();
    unmount();
    root.remove();
  }

  #entry(id: number): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new Error(`No player ${id} is mounted.`);
    return entry;
  }
}

declare global {
  var bench: BenchPage;
}
