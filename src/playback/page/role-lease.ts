import type { IdentityLease } from './page-identity.ts';
import { pageRegistry } from './page-registry.ts';

type ReleaseOptions = Parameters<IdentityLease['release']>[0];

interface Held {
  readonly role: string;
  readonly lease: Promise<IdentityLease>;
  /** Set by `release()`: the lease is released with these options as soon as it resolves. */
  unwanted: { readonly options: ReleaseOptions } | undefined;
}

/**
 * The identity lease of one player or hook. A pending lease is not aborted: its slot would still be locked for a `hold()` that
 * follows at once, which would then get a second slot.
 */
export class RoleLease {
  #held: Held | undefined;

  /** The role of the lease that is held or pending. */
  get role(): string | undefined {
    return this.#held?.unwanted ? undefined : this.#held?.role;
  }

  /** Returns the held or pending lease for `role`, or requests one. Releases a lease of another role. */
  hold(role: string): Promise<IdentityLease> {
    if (this.#held?.role !== role) {
      this.release({ linger: true });
      this.#held = this.#take(role);
    }
    this.#held.unwanted = undefined;
    return this.#held.lease;
  }

  /** Releases the lease; a pending one as soon as it resolves. */
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
