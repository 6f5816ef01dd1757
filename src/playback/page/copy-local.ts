import { pageRegistry } from './page-registry.ts';

/**
 * A value that belongs to this copy of the library alone, created when it is first asked for. What another copy of another
 * version could not handle, such as players that wait for a remount, is kept so.
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
