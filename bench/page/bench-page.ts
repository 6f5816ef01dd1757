import { nextFrame, whenVideo } from './first-frame.ts';
import type { Mounted, Peer, Source } from './peer.ts';
import { type Progress, StallWatch } from './stall-watch.ts';

interface Entry extends Mounted {
  readonly root: HTMLElement;
  readonly mountedAt: number;
  readonly ended: AbortController;
  /** When the first frame was shown, on the clock of `performance.now()`. */
  readonly firstFrameAt: Promise<number>;
  readonly stalls: Promise<StallWatch>;
}

/** What the runner calls in the page. `mount` returns the number that the other methods take. */
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
    // Failures are reported where the promises are awaited.
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
