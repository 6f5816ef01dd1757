import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createPlexServer, type PlexServer, type PlexServerOptions } from '../src/testing/index.ts';
import { readFileCatalogue } from './file-catalogue.ts';

export interface ListenOptions extends Omit<PlexServerOptions, 'token'> {
  /** 0 means a free port. @default 0 */
  readonly port?: number | undefined;
  /** @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** `null` or an empty string turns authentication off. @default a random token */
  readonly token?: string | null | undefined;
}

export interface ListeningPlexServer {
  /** `http://127.0.0.1:32400`, followed by the base path. */
  readonly baseUrl: string;
  readonly token: string | null;
  readonly server: PlexServer;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP server for an emulated Plex server with the media of this repository. Rejects if the port is in use.
 * Its `/emu/*` control routes are on by default.
 */
export async function startPlexServer(options: ListenOptions = {}): Promise<ListeningPlexServer> {
  const { port = 0, host = '127.0.0.1', ...rest } = options;
  const token =
    options.token === undefined ? randomBytes(10).toString('hex') : options.token || null;
  const server = createPlexServer({
    control: true,
    ...rest,
    token,
    catalogue: options.catalogue ?? (await readFileCatalogue()),
  });
  const listener = createAdaptorServer({
    async fetch(request, env) {
      const response = await server.fetch(request);
      if (response.type !== 'error') return response;
      // Simulates a refused connection, as far as possible: the connection is already open.
      (env as HttpBindings).incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, resolve);
  });
  const address = listener.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    baseUrl: `http://${name}:${address.port}${server.basePath}`,
    token,
    server,
    close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      if ('closeAllConnections' in listener) listener.closeAllConnections();
      return closed;
    },
  };
}
