import { isSameConnection, type PlexConnection } from '../../plex/index.ts';
import { REMOUNT_GRACE_MS } from './page-identity.ts';

/** What a component and its successor have in common. */
export interface RemountKey {
  /** What it plays, and for what. */
  readonly name: string;
  /** Nothing is handed on to another server or account. */
  readonly connection: PlexConnection | undefined;
}

interface CacheEntry<T> {
  readonly key: RemountKey;
  readonly value: T;
  expire(): void;
}

/** Keeps values of unmounted components for 1.5 s, for a component that mounts with the same key. */
export class RemountCache<T> {
  readonly #entries = new Set<CacheEntry<T>>();

  /**
   * Keeps `value`. `onExpired` is called after 1.5 s, whether the value was taken or not: whoever takes it calls the returned
   * function once it is in use. So a value that is taken by a component which never mounts expires all the same.
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

  /** Removes and returns the value that has been kept longest under an equal key. */
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

  /** Lets everything expire at once. */
  clear(): void {
    for (const entry of [...this.#entries]) entry.expire();
  }
}
