import { MountGate } from './mount-gate.ts';

export interface MountLifecycleOptions {
  /** Keeps the player for a component that mounts within 1.5 s; returns a function that ends that. */
  keep(onExpired: () => void): () => void;
  /** No component has mounted in time. */
  onExpired(): void;
  /** The page goes away: this is the last moment in which something can be sent. */
  onPageHide(): void;
  /** The page is back, out of the back-forward cache, with the component still in it. */
  onPageBack(): void;
  /** The browser is back online. */
  onOnline(): void;
}

/** Whether a player is there to be seen: its components come and go, and the page itself may. */
export class MountLifecycle {
  readonly #options: MountLifecycleOptions;
  readonly #gate = new MountGate();
  #life: AbortController | undefined;
  #discard: (() => void) | undefined;

  constructor(options: MountLifecycleOptions) {
    this.#options = options;
  }

  /** Whether a component shows the player now. */
  get isMounted(): boolean {
    return this.#gate.isOpen;
  }

  /** Resolves once a component shows the player; rejects when `signal` aborts. */
  whenMounted(signal: AbortSignal): Promise<void> {
    return this.#gate.passed(signal);
  }

  mount(): void {
    this.#gate.open();
    this.#leaveCache();
    this.watch();
  }

  /** Something begins to play, perhaps after all had been ended: the page is listened to again. */
  watch(): void {
    if (this.#gate.isOpen && !this.#life) this.#listen();
  }

  /** What plays goes on for 1.5 s, for a component that mounts again. */
  unmount(): void {
    if (!this.#gate.isOpen) return;
    this.#gate.close();
    this.#discard = this.#options.keep(this.#options.onExpired);
  }

  /** Lets go of the page. {@link MountLifecycle.mount} begins anew. */
  end(): void {
    this.#leaveCache();
    this.#life?.abort();
    this.#life = undefined;
  }

  #leaveCache(): void {
    this.#discard?.();
    this.#discard = undefined;
  }

  #listen(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    globalThis.addEventListener?.('pagehide', () => this.#onPageHide(), { signal });
    globalThis.addEventListener?.('online', () => this.#options.onOnline(), { signal });
    globalThis.addEventListener?.('pageshow', (event) => this.#onPageShow(event), { signal });
  }

  #onPageHide(): void {
    this.#options.onPageHide();
    // It may come back.
    this.watch();
  }

  #onPageShow({ persisted }: PageTransitionEvent): void {
    if (persisted && this.#gate.isOpen) this.#options.onPageBack();
  }
}
