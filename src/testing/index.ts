/**
 * An emulated Plex Media Server with real media in it, to build and test players against.
 *
 * It is one function from Request to Response, with three doors:
 *
 * - call it: `const server = createPlexServer(); await server.fetch(new Request('http://plex/identity'))`,
 *   or hand `fetchFrom(server)` to whatever takes a `fetch`;
 * - behind a service worker, with MSW: `http.all(`${base}/*`, ({ request }) => server.fetch(request))`,
 *   where a base with a path goes into `createPlexServer({ basePath })` as well;
 * - on a port: any server that takes such a function, for example
 *   `serve({ fetch: server.fetch, port: 32400 })` of `@hono/node-server`.
 *
 * It keeps devices, streams and transcodes as a Plex server does, logs in its words, and shows all of
 * it in `server.snapshot()`; `server.subscribe` and `waitFor` tell when that changes. What is unsettled
 * about Plex is an option, and `server.inject` makes things go wrong.
 *
 * It is no proof of what Plex does. By which key a real server ends one stream when another begins,
 * nobody has settled in public; that is why `evict` has six values. A player that is well under all six
 * has a good chance, no more.
 *
 * @module
 */

export type { Fault, FaultTarget, LibraryFault, RequestFault } from './faults.ts';
export { fetchFrom } from './fetch-from.ts';
export { formatLogLine } from './log-lines.ts';
export type {
  Catalogue,
  CatalogueAlbum,
  CatalogueFile,
  CataloguePlaylist,
  CatalogueTrack,
  CatalogueVideo,
  CatalogueVideoDash,
  MediaCatalogue,
} from './media-catalogue.ts';
export { createPlexServer, type PlexServer } from './plex-server.ts';
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
