import { fittingSession } from '../../plex/fitting-ids.ts';
import type { PlexEvent } from '../../plex/index.ts';
import { unlessAborted } from '../../plex/unless-aborted.ts';
import { abortableDelay } from '../core/abortable-delay.ts';
import { downloaded } from '../core/downloaded.ts';
import type { IdentityLease } from '../page/page-identity.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { RoleLease } from '../page/role-lease.ts';
import type { PlayerOptions } from './player-options.ts';

/**
 * How long a player whose `plexClientSession` is given but still undefined waits for it. Longer than `usePlexClientSession` may take.
 * Milliseconds.
 */
const GIVEN_SESSION_MS = 2_500;

export interface PlayerIdentityOptions {
  emit(event: PlexEvent): void;
  /** Another playback of this page is about to play under the same client identifier. */
  onTaken(): void;
  /** Ends the players of `role` that are kept for a remount, so that their identity is free. */
  endCached(role: string): void;
}

/** The `plexClientSession` of one player: the host's, or a leased one. */
export class PlayerIdentity {
  readonly #options: PlayerIdentityOptions;
  readonly #lease = new RoleLease();
  /** The lease whose fallback has been reported. */
  #reported: Promise<IdentityLease> | undefined;

  constructor(options: PlayerIdentityOptions) {
    this.#options = options;
  }

  /** The role of the lease that is held or pending. */
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
      return downloaded(fittingSession(plexClientSession));
    }
    // When the host passes it, another playback starts and this wait is aborted.
    if (awaitsSession && !this.leasedRole) await abortableDelay(GIVEN_SESSION_MS, signal);
    return this.#take(playerRole, signal);
  }

  /** Releases the lease. With `linger`, the next player of the role gets the same id for 1.5 s. */
  release(options: { readonly linger: boolean }): void {
    this.#lease.release(options);
  }

  /** Registers a playback under its client identifier. Two with the same one end each other's streams: then an event is emitted. */
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
    if (lease !== this.#reported)
      void lease.then((got) => this.#reportFallback(role, got)).catch(() => {});
    this.#reported = lease;
    const { plexClientSession } = await unlessAborted(lease, signal);
    return plexClientSession;
  }

  #reportFallback(role: string, { fallback: reason, plexClientSession }: IdentityLease): void {
    if (reason)
      this.#options.emit({
        name: 'plex.identity-fallback',
        data: { reason, role, plexClientSession },
      });
  }
}
