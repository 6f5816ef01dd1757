/** Calls listeners after changes: once for all changes in a turn of the event loop. */
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
            // Reported as uncaught, after all other listeners were called.
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
