/** Tells listeners that something changed: once for all changes of one turn, after the turn. */
export interface ChangeNotifier {
  changed(): void;
  subscribe(listener: () => void): () => void;
}

export function createChangeNotifier(): ChangeNotifier {
  const listeners = new Set<() => void>();
  let queued = false;
  return {
    changed() {
      if (queued || listeners.size === 0) return;
      queued = true;
      queueMicrotask(() => {
        queued = false;
        for (const listener of [...listeners]) {
          if (!listeners.has(listener)) continue;
          try {
            listener();
          } catch (thrown) {
            // The others are told all the same; this one is nobody's to catch.
            queueMicrotask(() => {
              throw thrown;
            });
          }
        }
      });
    },
    subscribe(listener) {
      const entry = () => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}
