import { isSameConnection, type PlexConnection } from '../../plex/index.ts';
import { REMOUNT_GRACE_MS } from './page-identity.ts';

/** Identifies a component across a remount. */
export interface RemountKey {
  /** Names the content and its role or owner. */
  readonly name: string;
  /** A value is not passed on to another server or account. */
  readonly connection: PlexConnection | undefined;
}

interface CacheEntry<T> {
  readonly key: RemountKey;
  readonly value: T;
  expire(): void;
}

/** Keeps the values of unmounted components for 1.5 s, for a component that mounts with the same key. */
export class RemountCache<T> {
  readonly #entries = new Set<CacheEntry<T>>();

  /**
   * Keeps `value`, and calls `onExpired` after 1.5 s, even when the value was taken: the component that took it may never mount.
   * Call the returned function when the value is in use, to cancel the expiry.
   */
  keep(key: RemountKey, value: T, onExpired: () => void = () => {}): () => void {
    const remove = () => {
      clearTimeout(timer);
      this.#entries.delete(entry);
    };
    const expire = () => {
      remove();
      onExpired();
    };
    const timer = setTimeout(expire, REMOUNT_GRACE_MS);
    const entry = { key, value, expire };
    this.#entries.add(entry);
    return remove;
  }

  /** Removes and returns the oldest value under an equal key. */
  take({ name, connection }: RemountKey): T | undefined {
    const entry = [...this.#entries].find(
      ({ key }) => key.name === name && isSameConnection(key.connection, connection),
    );
    if (entry) this.#entries.delete(entry);
    return entry?.value;
  }

  values(): T[] {
    return [...this.#entries].map(({ value }) => value);
  }

  /** Expires all values at once. */
  clear(): void {
    for (const entry of [...this.#entries]) entry.expire();
  }
}
