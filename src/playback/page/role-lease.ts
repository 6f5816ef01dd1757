import type { IdentityLease } from './page-identity.ts';
import { pageRegistry } from './page-registry.ts';

type ReleaseOptions = Parameters<IdentityLease['release']>[0];

interface Held {
  readonly role: string;
  readonly lease: Promise<IdentityLease>;
  /** How it is to be given back as soon as it is there; `undefined` while it is wanted. */
  unwanted: { readonly options: ReleaseOptions } | undefined;
}

/**
 * The id that one player, or one hook, holds for its role. What is asked for is not called off: a slot that is given back
 * while it is being leased would be busy for the one who asks again at once, who would get a second one.
 */
export class RoleLease {
  #held: Held | undefined;

  /** The role of the id that is held, or on its way. */
  get role(): string | undefined {
    return this.#held?.unwanted ? undefined : this.#held?.role;
  }

  /** The id for `role`: the one that is held, or on its way. One for another role is given back. */
  hold(role: string): Promise<IdentityLease> {
    if (this.#held?.role !== role) {
      this.release({ linger: true });
      this.#held = this.#take(role);
    }
    this.#held.unwanted = undefined;
    return this.#held.lease;
  }

  /** Gives the id back, as soon as it is there. */
  release(options: ReleaseOptions): void {
    const held = this.#held;
    if (!held) return;
    held.unwanted = { options };
    void held.lease.then(
      (lease) => {
        if (!held.unwanted) return;
        if (this.#held === held) this.#held = undefined;
        lease.release(held.unwanted.options);
      },
      () => {},
    );
  }

  #take(role: string): Held {
    const lease = pageRegistry().leaseIdentity(role);
    const held: Held = { role, lease, unwanted: undefined };
    lease.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held;
  }
}
