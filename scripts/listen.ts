import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createPlexServer, type PlexServer, type PlexServerOptions } from '../src/testing/index.ts';
import { readFileCatalogue } from './file-catalogue.ts';

export interface ListenOptions extends Omit<PlexServerOptions, 'token'> {
  /** 0 takes a free port. @default 0 */
  readonly port?: number | undefined;
  /** @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** @default a random token; with null or '' the server asks for none */
  readonly token?: string | null | undefined;
}

export interface ListeningPlexServer {
  /** `http://127.0.0.1:32400` with the base path. */
  readonly baseUrl: string;
  readonly token: string | null;
  readonly server: PlexServer;
  /** Closes the port and all connections. */
  close(): Promise<void>;
}

/**
 * Starts an emulated server with the media of this repository on a port. Rejects when the port is taken.
 * The `/emu/*` control routes are on by default.
 */
export async function startPlexServer(options: ListenOptions = {}): Promise<ListeningPlexServer> {
  const { port, host, ...rest } = options;
  const token =
    options.token === undefined ? randomBytes(10).toString('hex') : options.token || null;
  const server = createPlexServer({
    control: true,
    ...rest,
    token,
    catalogue: options.catalogue ?? (await readFileCatalogue()),
  });
  const { url, close } = await listen((request) => server.fetch(request), { port, host });
  return { baseUrl: `${url}${server.basePath}`, token, server, close };
}

/** Answers requests on a port. Rejects when the port is taken. */
export async function listen(
  answer: (request: Request) => Promise<Response>,
  { port = 0, host = '127.0.0.1' }: Pick<ListenOptions, 'port' | 'host'> = {},
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const listener = createAdaptorServer({
    async fetch(request, env) {
      const response = await answer(request);
      if (response.type !== 'error') return response;
      // A refused connection. This one is already open, so it is broken.
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
    url: `http://${name}:${address.port}`,
    close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      if ('closeAllConnections' in listener) listener.closeAllConnections();
      return closed;
    },
  };
}
