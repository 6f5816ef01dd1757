interface Parked<T> {
  readonly key: string;
  readonly thing: T;
}

/** Keeps things for components that have gone and may come back, by what they were for. */
export class Parking<T> {
  readonly #parked = new Set<Parked<T>>();

  /** Keeps `thing`; returns the way to take it out. */
  park(key: string, thing: T): () => void {
    const entry = { key, thing };
    this.#parked.add(entry);
    return () => {
      this.#parked.delete(entry);
    };
  }

  /** Takes out what has been here longest under `key`. */
  take(key: string): T | undefined {
    const entry = [...this.#parked].find((one) => one.key === key);
    if (entry) this.#parked.delete(entry);
    return entry?.thing;
  }

  all(): T[] {
    return [...this.#parked].map(({ thing }) => thing);
  }
}
