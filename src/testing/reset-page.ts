/** The part of the page registry that is used here. Players share it on `globalThis`, see `src/playback/page`. */
interface PageRegistry {
  reset(): Promise<void>;
}

const registryKey = Symbol.for('coplay.page-registry@2');
const storagePrefix = 'coplay:';

/**
 * Clears what unmounted players have left on the page. Call it between tests, after unmounting:
 *
 * ```ts
 * afterEach(async () => {
 *   cleanup();
 *   await resetPage();
 * });
 * ```
 *
 * Players and queues that wait 1.5 s for a remount end at once, and the server gets their `stopped`. Ids that are reserved for a
 * remount, limits on new sessions, and players that wait for a click to play are forgotten. The keys of coplay in localStorage
 * (install id, volume) are removed. Players that are still mounted keep playing.
 */
export async function resetPage(): Promise<void> {
  const page = globalThis as { readonly [registryKey]?: PageRegistry };
  try {
    await page[registryKey]?.reset();
  } finally {
    removeStored();
  }
}

/** The mere access to localStorage throws where storage is blocked. */
function removeStored(): void {
  try {
    const { localStorage } = globalThis;
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
    for (const key of keys) if (key?.startsWith(storagePrefix)) localStorage.removeItem(key);
  } catch {}
}
