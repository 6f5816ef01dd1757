/**
 * A `fetch` that sends each request without `keepalive`. Firefox sends requests with `keepalive` past the service worker, so that
 * an emulated server behind MSW never sees the `stopped` of a player:
 *
 * ```tsx
 * <PlexProvider connection={{ baseUrl: '/plex', token, fetch: withoutKeepalive() }}>
 * ```
 *
 * In tests only: without `keepalive`, a browser ends the request together with the page.
 *
 * @param send What sends the requests. By default the global `fetch` of the moment of a request.
 */
export function withoutKeepalive(send?: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => (send ?? globalThis.fetch)(input, { ...init, keepalive: false });
}
