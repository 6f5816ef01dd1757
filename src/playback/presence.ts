import { MountGate } from './mount-gate.ts';
import { REMOUNT_GRACE_MS } from './page-identity.ts';

export interface PresenceOptions {
  /** Puts the player where a component that comes back finds it; returns the way to take it out again. */
  park(): () => void;
  /** No component has come back in time. */
  onLeft(): void;
  /** The page goes away: this is the last moment in which something can be sent. */
  onPageHide(): void;
  /** The page is back, out of the back-forward cache, with the component still in it. */
  onPageBack(): void;
  /** The browser is back online. */
  onOnline(): void;
}

/** Whether a player is there to be seen: its components come and go, and the page itself may. */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #gate = new MountGate();
  #life: AbortController | undefined;
  #unpark: (() => void) | undefined;

  constructor(options: PresenceOptions) {
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
    this.#takeBack();
    this.watch();
  }

  /** Something begins to play, perhaps after all had been ended: the page is listened to again. */
  watch(): void {
    if (this.#gate.isOpen && !this.#life) this.#listen();
  }

  /** What plays is given 1.5 s for a component to come back for it. */
  unmount(): void {
    if (!this.#gate.isOpen) return;
    this.#gate.close();
    const leave = this.#options.park();
    const timer = setTimeout(() => {
      leave();
      this.#options.onLeft();
    }, REMOUNT_GRACE_MS);
    this.#unpark = () => {
      clearTimeout(timer);
      leave();
    };
  }

  /** Lets go of the page. {@link Presence.mount} begins anew. */
  end(): void {
    this.#takeBack();
    this.#life?.abort();
    this.#life = undefined;
  }

  #takeBack(): void {
    this.#unpark?.();
    this.#unpark = undefined;
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
