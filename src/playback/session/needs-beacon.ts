/** What a page offers to send a request that outlives it. */
interface Page {
  readonly Request?: { readonly prototype: object };
  readonly navigator?: { readonly sendBeacon?: unknown };
}

/**
 * Whether the last report of a page that goes away has to be a beacon: Firefox before 133 has no `keepalive`, and ends a fetch with
 * the page. A `fetch` of the host may add what a proxy needs, so it is not replaced.
 */
export function needsBeacon(
  connection: { readonly customFetch?: unknown },
  { Request, navigator }: Page = globalThis,
): boolean {
  if (connection.customFetch || !Request || 'keepalive' in Request.prototype) return false;
  return typeof navigator?.sendBeacon === 'function';
}
