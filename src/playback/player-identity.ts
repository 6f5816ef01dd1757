import { type PlexEvent, sanitizePlexClientSession } from '../plex/index.ts';
import { abortableDelay } from './abortable-delay.ts';
import type { IdentityLease } from './page-identity.ts';
import { pageRegistry } from './page-registry.ts';
import type { PlayerOptions } from './player-options.ts';
import { RoleLease } from './role-lease.ts';
import { unlessAborted } from './unless-aborted.ts';

/** How long a player whose `plexClientSession` is given but still undefined waits for it. Milliseconds. */
const GIVEN_SESSION_MS = 2_000;

/** Under which `plexClientSession` one player plays: the host's, or one that it leases for itself and keeps. */
export class PlayerIdentity {
  readonly #emit: (event: PlexEvent) => void;
  readonly #lease = new RoleLease();
  /** The lease of which a fallback has been told. */
  #told: Promise<IdentityLease> | undefined;

  constructor(emit: (event: PlexEvent) => void) {
    this.#emit = emit;
  }

  /** The role under which an id is held, or on its way. */
  get leasedRole(): string | undefined {
    return this.#lease.role;
  }

  async identify(
    {
      role,
      plexClientSession,
      awaitsSession,
    }: Pick<PlayerOptions, 'role' | 'plexClientSession' | 'awaitsSession'>,
    signal: AbortSignal,
  ): Promise<string> {
    if (plexClientSession !== undefined) {
      this.release({ linger: true });
      return sanitizePlexClientSession(plexClientSession);
    }
    // When it comes, playback is started anew and this wait is aborted.
    if (awaitsSession && !this.leasedRole) await abortableDelay(GIVEN_SESSION_MS, signal);
    return this.#take(role, signal);
  }

  /** Gives the id back. With `linger` the next player of the role gets the same one for 1.5 s. */
  release(options: { readonly linger: boolean }): void {
    this.#lease.release(options);
  }

  /**
   * Counts a playback under its client identifier; two under one end each other's streams, and that is said. What is only
   * kept for a component that may come back is over now, so that its `stopped` comes before the new start.
   */
  claim(clientIdentifier: string): () => void {
    pageRegistry().endParked(({ ids }) => ids?.clientIdentifier === clientIdentifier);
    const { clientIdentifiers } = pageRegistry();
    const players = (clientIdentifiers.get(clientIdentifier) ?? 0) + 1;
    clientIdentifiers.set(clientIdentifier, players);
    if (players > 1) {
      this.#emit({ name: 'plex.client-identifier-shared', data: { clientIdentifier, players } });
    }
    return () => {
      const left = (clientIdentifiers.get(clientIdentifier) ?? 1) - 1;
      if (left > 0) clientIdentifiers.set(clientIdentifier, left);
      else clientIdentifiers.delete(clientIdentifier);
    };
  }

  async #take(role: string, signal: AbortSignal): Promise<string> {
    const isNew = this.#lease.role !== role;
    if (isNew) pageRegistry().endParked((_, { leasedRole }) => leasedRole === role);
    const lease = this.#lease.hold(role);
    if (lease !== this.#told)
      void lease.then((got) => this.#sayFallback(role, got)).catch(() => {});
    this.#told = lease;
    const { plexClientSession } = await unlessAborted(lease, signal);
    return plexClientSession;
  }

  #sayFallback(role: string, { fallback: reason, plexClientSession }: IdentityLease): void {
    if (reason)
      this.#emit({ name: 'plex.identity-fallback', data: { reason, role, plexClientSession } });
  }
}
