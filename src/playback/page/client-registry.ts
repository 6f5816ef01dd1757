/** The registration of one playback. */
export interface ClientRegistration {
  /** How many playbacks use the identifier, this one included. More than one is a collision: each ends the other's stream. */
  readonly players: number;
  /** Call it when the playback has ended. */
  release(): void;
}

/**
 * Registers a playback under its client identifier.
 *
 * @param onTaken Called when another playback registers the same identifier, before that one is counted. A playback that is
 * only kept for a remount ends itself then, so that its `stopped` is sent before the new start.
 */
export type ClientRegistry = (clientIdentifier: string, onTaken: () => void) => ClientRegistration;

export function createClientRegistry(): ClientRegistry {
  const clients = new Map<string, Set<() => void>>();
  return (clientIdentifier, onTaken) => {
    for (const notify of [...(clients.get(clientIdentifier) ?? [])]) notify();
    const listeners = clients.get(clientIdentifier) ?? new Set();
    clients.set(clientIdentifier, listeners);
    const listener = () => onTaken();
    listeners.add(listener);
    return {
      players: listeners.size,
      release() {
        listeners.delete(listener);
        if (listeners.size === 0) clients.delete(clientIdentifier);
      },
    };
  };
}
