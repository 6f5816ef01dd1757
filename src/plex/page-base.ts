/** What a page and a worker have, and Node has not. */
interface PageGlobals {
  readonly document?: { readonly baseURI?: unknown } | undefined;
  readonly location?: { readonly href?: unknown } | undefined;
}

/**
 * The URL that a path is resolved against, as `fetch('/path')` does in a browser: the base URL of the document, or the address
 * of the worker. `undefined` where there is neither, as in Node, and where it is no http or https URL.
 */
export function pageBase(): string | undefined {
  const { document, location } = globalThis as PageGlobals;
  const base = document?.baseURI ?? location?.href;
  return typeof base === 'string' && /^https?:\/\//i.test(base) ? base : undefined;
}
