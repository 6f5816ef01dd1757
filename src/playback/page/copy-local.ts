import { pageRegistry } from './page-registry.ts';

/** The values by name. Kept by the dev server while it replaces this module, which counts as the same copy. */
const values: Map<string, unknown> = import.meta.hot?.data.values ?? new Map();
if (import.meta.hot) import.meta.hot.data.values = values;

/**
 * Creates a value of this copy of the library, on the first call of the returned function. For values that a copy of another
 * version could not use, such as unmounted players kept for a remount.
 *
 * @param reset Called when the page is reset, see {@link PageRegistry.reset}.
 */
export function createCopyLocal<T>(
  name: string,
  create: () => T,
  reset: (value: T) => Promise<void> | void,
): () => T {
  return () => {
    if (!values.has(name)) {
      const value = create();
      values.set(name, value);
      pageRegistry().resetters.add(() => reset(value));
    }
    return values.get(name) as T;
  };
}
