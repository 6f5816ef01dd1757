let loading: Promise<typeof import('./http-error.ts')> | undefined;

/** Loads what reads a failed answer, and keeps it. It is a chunk, since most requests do not fail. A failed download is forgotten. */
export function loadHttpError(): Promise<typeof import('./http-error.ts')> {
  loading ??= import('./http-error.ts').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
