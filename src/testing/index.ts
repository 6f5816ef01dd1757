/**
 * An emulated Plex Media Server with real media, to build and test players against.
 *
 * The server is one function from `Request` to `Response`, with three entry points:
 *
 * - a direct call: `const server = createPlexServer(); await server.fetch(new Request('http://plex/identity'))`, or
 *   `fetchFrom(server)` in place of the global `fetch`;
 * - a service worker, with MSW: `http.all(`${base}/*`, ({ request }) => server.fetch(request))`. The path of the base URL goes into
 *   `createPlexServer({ basePath })` as well;
 * - a port: any server that takes such a function, such as `serve({ fetch: server.fetch, port: 32400 })` of `@hono/node-server`.
 *
 * It models devices, streams and transcodes, and logs in the words of a Plex server. `server.snapshot()` returns all of its
 * state; `server.subscribe` and `waitFor` report changes. Unsettled behaviour of Plex is an option. `server.inject` activates
 * faults. `resetPage` clears what unmounted players left on the page.
 *
 * It does not prove what a real server does. Sources disagree on which stream a server ends when another begins; hence the six
 * values of `evict`. A player that works under all of them is likely to work with a real server.
 *
 * @module
 */

export { createPlexServer } from './create-plex-server.ts';
export type { Fault, FaultTarget, LibraryFault, RequestFault } from './fault.ts';
export { fetchFrom } from './fetch-from.ts';
export { formatLogLine } from './log-lines.ts';
export type {
  Catalogue,
  CatalogueAlbum,
  CatalogueChapter,
  CatalogueClaims,
  CatalogueFile,
  CatalogueLoudness,
  CatalogueMarker,
  CataloguePart,
  CataloguePicture,
  CataloguePlaylist,
  CatalogueSeason,
  CatalogueShow,
  CatalogueStream,
  CatalogueTrack,
  CatalogueVersion,
  CatalogueVideo,
  CatalogueVideoClaims,
  CatalogueVideoDash,
  MediaCatalogue,
} from './media-catalogue.ts';
export type { PlexServer } from './plex-server.ts';
export { resetPage } from './reset-page.ts';
export type {
  DeadSegments,
  EvictionRule,
  IdleLimits,
  PlexServerOptions,
  PlexServerPatch,
  PlexServerSettings,
} from './server-options.ts';
export type {
  Device,
  EndedResource,
  Job,
  LogLevel,
  LogLine,
  MediaKind,
  RequestRecord,
  Resource,
  ResourceState,
  ServerSnapshot,
} from './server-snapshot.ts';
export { waitFor } from './wait-for.ts';
export { withoutKeepalive } from './without-keepalive.ts';
