import { fittingSession } from '../../plex/fitting-ids.ts';
import type { PlexEvent } from '../../plex/index.ts';
import { abortableDelay } from '../core/abortable-delay.ts';
import { unlessAborted } from '../core/unless-aborted.ts';
import type { IdentityLease } from '../page/page-identity.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { RoleLease } from '../page/role-lease.ts';
import type { PlayerOptions } from './player-options.ts';

/** How long a player whose `plexClientSession` is given but still undefined waits for it. Milliseconds. */
const GIVEN_SESSION_MS = 2_000;

export interface PlayerIdentityOptions {
  emit(event: PlexEvent): void;
  /** Another playback of this page is about to play under the same client identifier. */
  onTaken(): void;
  /** Ends players of `role` that are only kept for a remount, so that their identity is free. */
  endCached(role: string): void;
}

/** Under which `plexClientSession` one player plays: the host's, or one that it leases for itself and keeps. */
export class PlayerIdentity {
  readonly #options: PlayerIdentityOptions;
  readonly #lease = new RoleLease();
  /** The lease of which a fallback has been told. */
  #told: Promise<IdentityLease> | undefined;

  constructor(options: PlayerIdentityOptions) {
    this.#options = options;
  }

  /** The role under which an id is held, or on its way. */
  get leasedRole(): string | undefined {
    return this.#lease.role;
  }

  async identify(
    {
      playerRole,
      plexClientSession,
      awaitsSession,
    }: Pick<PlayerOptions, 'playerRole' | 'plexClientSession' | 'awaitsSession'>,
    signal: AbortSignal,
  ): Promise<string> {
    if (plexClientSession !== undefined) {
      this.release({ linger: true });
      return fittingSession(plexClientSession);
    }
    // When it comes, playback is started anew and this wait is aborted.
    if (awaitsSession && !this.leasedRole) await abortableDelay(GIVEN_SESSION_MS, signal);
    return this.#take(playerRole, signal);
  }

  /** Gives the id back. With `linger` the next player of the role gets the same one for 1.5 s. */
  release(options: { readonly linger: boolean }): void {
    this.#lease.release(options);
  }

  /** Registers a playback under its client identifier. Two under one end each other's streams, which an event tells. */
  registerClient(clientIdentifier: string): () => void {
    const { emit, onTaken } = this.#options;
    const { players, release } = pageRegistry().registerClient(clientIdentifier, onTaken);
    if (players > 1)
      emit({ name: 'plex.client-identifier-shared', data: { clientIdentifier, players } });
    return release;
  }

  async #take(role: string, signal: AbortSignal): Promise<string> {
    const isNew = this.#lease.role !== role;
    if (isNew) this.#options.endCached(role);
    const lease = this.#lease.hold(role);
    if (lease !== this.#told)
      void lease.then((got) => this.#sayFallback(role, got)).catch(() => {});
    this.#told = lease;
    const { plexClientSession } = await unlessAborted(lease, signal);
    return plexClientSession;
  }

  #sayFallback(role: string, { fallback: reason, plexClientSession }: IdentityLease): void {
    if (reason)
      this.#options.emit({
        name: 'plex.identity-fallback',
        data: { reason, role, plexClientSession },
      });
  }
}
