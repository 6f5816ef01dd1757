import { type PlexEvent, sanitizePlexClientSession } from '../plex/index.ts';
import { abortableDelay } from './abortable-delay.ts';
import type { IdentityLease } from './page-identity.ts';
import { pageRegistry } from './page-registry.ts';
import type { PlayerOptions } from './player-options.ts';

/** How long a player whose `plexClientSession` is given but still undefined waits for it. Milliseconds. */
const GIVEN_SESSION_MS = 2_000;

/** Under which `plexClientSession` one player plays: the host's, or one that it leases for itself and keeps. */
export class PlayerIdentity {
  readonly #emit: (event: PlexEvent) => void;
  #lease: IdentityLease | undefined;
  #leasedRole: string | undefined;

  constructor(emit: (event: PlexEvent) => void) {
    this.#emit = emit;
  }

  /** The role under which an id is held. */
  get leasedRole(): string | undefined {
    return this.#leasedRole;
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
    if (awaitsSession && !this.#lease) await abortableDelay(GIVEN_SESSION_MS, signal);
    if (this.#leasedRole !== role) this.release({ linger: true });
    this.#lease ??= await this.#take(role, signal);
    return this.#lease.plexClientSession;
  }

  /** Gives the id back. With `linger` the next player of the role gets the same one for 1.5 s. */
  release(options: { readonly linger: boolean }): void {
    this.#lease?.release(options);
    this.#lease = undefined;
    this.#leasedRole = undefined;
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

  async #take(role: string, signal: AbortSignal): Promise<IdentityLease> {
    const { identity } = pageRegistry();
    pageRegistry().endParked((_, { leasedRole }) => leasedRole === role);
    const lease = await identity.lease(role, signal);
    if (signal.aborted) {
      lease.release({ linger: true });
      throw signal.reason;
    }
    this.#leasedRole = role;
    const { plexClientSession, fallback: reason } = lease;
    if (reason) {
      this.#emit({ name: 'plex.identity-fallback', data: { reason, role, plexClientSession } });
    }
    return lease;
  }
}
