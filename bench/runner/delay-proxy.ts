import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DelayProxy {
  /** The given URL, with the port of the proxy. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Forwards connections to the server of `target` with a round-trip time of `delayMs`: paid once to open a connection,
 * and once for each request on it. Answers are not delayed.
 */
export async function startDelayProxy(target: string, delayMs: number): Promise<DelayProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    const connectedAt = performance.now();
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      socket.on('error', () => {});
    }
    const waiting: Buffer[] = [];
    client.on('data', (bytes) => {
      waiting.push(bytes);
      // A request waits until the connection would be open, and then for its own round trip.
      const opening = Math.max(0, connectedAt + delayMs - performance.now());
      setTimeout(() => {
        const next = waiting.shift();
        if (next && !upstream.destroyed) upstream.write(next);
      }, opening + delayMs);
    });
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(target);
  own.hostname = '127.0.0.1';
  own.port = String((server.address() as AddressInfo).port);
  return {
    // As the given one: with a slash at its end or without.
    url: target.endsWith('/') ? own.href : own.href.replace(/\/$/, ''),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
