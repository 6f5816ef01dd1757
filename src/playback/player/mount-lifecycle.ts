import { onPageHide } from '../page/on-page-hide.ts';
import { MountGate } from './mount-gate.ts';

export interface MountLifecycleOptions {
  /** Keeps the player for a component that mounts within 1.5 s; returns a function that ends that. */
  keep(onExpired: () => void): () => void;
  /** No component has mounted in time. */
  onExpired(): void;
  /** `pagehide`: the last moment to send a request. */
  onPageHide(): void;
  /** The page is restored from the back-forward cache, with the component still in it. */
  onPageRestored(): void;
  onOnline(): void;
}

/** Tracks whether a component shows the player, and whether the page is hidden in the back-forward cache. */
export class MountLifecycle {
  readonly #options: MountLifecycleOptions;
  readonly #gate = new MountGate();
  #listening: AbortController | undefined;
  #leaveCache: (() => void) | undefined;
  #isPageHidden = false;

  constructor(options: MountLifecycleOptions) {
    this.#options = options;
  }

  get isMounted(): boolean {
    return this.#gate.isOpen;
  }

  /** Whether the page is in the back-forward cache, or on its way there. */
  get isPageHidden(): boolean {
    return this.#isPageHidden;
  }

  /** Resolves once a component shows the player, or `signal` aborts. */
  whenMounted(signal: AbortSignal): Promise<void> {
    return this.#gate.passed(signal);
  }

  mount(): void {
    this.#isPageHidden = false;
    this.#gate.open();
    this.#leave();
    this.#listening ??= this.#listen();
  }

  /** Playback continues for 1.5 s, in case a component mounts again. */
  unmount(): void {
    if (!this.#gate.isOpen) return;
    this.#gate.close();
    this.#leaveCache = this.#options.keep(() => this.expire());
  }

  /** Removes the player from the remount cache and stops listening to the page, until the next mount. */
  expire(): void {
    this.#leave();
    this.#listening?.abort();
    this.#listening = undefined;
    this.#options.onExpired();
  }

  #leave(): void {
    this.#leaveCache?.();
    this.#leaveCache = undefined;
  }

  #listen(): AbortController {
    const life = new AbortController();
    const { signal } = life;
    onPageHide(() => this.hide(), signal);
    globalThis.addEventListener?.('online', () => this.#options.onOnline(), { signal });
    globalThis.addEventListener?.('pageshow', (event) => this.#onPageShow(event), { signal });
    return life;
  }

  /** The page goes away, or another window that shows the player is closed. */
  hide(): void {
    this.#isPageHidden = true;
    this.#options.onPageHide();
  }

  #onPageShow({ persisted }: PageTransitionEvent): void {
    this.#isPageHidden = false;
    if (persisted && this.#gate.isOpen) this.#options.onPageRestored();
  }
}
