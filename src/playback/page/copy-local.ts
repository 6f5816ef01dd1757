import { pageRegistry } from './page-registry.ts';

/**
 * Creates a value of this copy of the library, on the first call of the returned function. For values that a copy of another
 * version could not use, such as unmounted players kept for a remount.
 *
 * @param reset Called when the page is reset, see {@link PageRegistry.reset}.
 */
export function createCopyLocal<T>(
  create: () => T,
  reset: (value: T) => Promise<void> | void,
): () => T {
  let created: { readonly value: T } | undefined;
  return () => {
    if (created) return created.value;
    const value = create();
    created = { value };
    pageRegistry().resetters.add(() => reset(value));
    return value;
  };
}
