import { within } from '../core/within.ts';

/** How many connections a browser opens to one server over HTTP/1.1. Over HTTP/2 one is enough. */
const CONNECTIONS = 6;
/** Time limit of the question whether a connection is free. Milliseconds. */
const ASK_MS = 2_000;

/** Origins of the servers that the direct plays of this page load from, once for each. */
let held: readonly string[] = [];

/** A media element loads from `url` until `signal` aborts. It may hold a connection for as long as it plays. */
export function holdConnection(url: string, signal: AbortSignal): void {
  const entry = new URL(url).origin;
  held = [...held, entry];
  signal.addEventListener(
    'abort',
    () => {
      const at = held.indexOf(entry);
      held = held.filter((_, index) => index !== at);
    },
    { once: true },
  );
}

/**
 * Whether requests of media elements to this server wait in the browser, because all connections are taken. The browser does not
 * say so: it answers a request without cookies, for which it has other connections, but none with them. Where it has the same
 * for both, the direct plays of this page are counted.
 */
export async function areConnectionsTaken(url: string, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const limit = AbortSignal.any([signal, over.signal]);
  const hasAnswer = (credentials: RequestCredentials) =>
    within(ASK_MS, ask(url, credentials, limit)).then(
      (answer) => answer !== undefined,
      // Refused, so that it did not wait.
      () => true,
    );
  try {
    const others = hasAnswer('omit');
    if (await hasAnswer('include')) return false;
    const { origin } = new URL(url);
    return (await others) || held.filter((one) => one === origin).length > CONNECTIONS;
  } finally {
    over.abort();
  }
}

/** Resolves once a media element would get a connection to this server. Rejects when the server cannot be reached. */
export async function untilConnectionIsFree(url: string, signal: AbortSignal): Promise<void> {
  await ask(url, 'include', signal);
}

/** Asks the server of a part who it is. `no-cors`, as media elements ask: any answer will do. */
function ask(url: string, credentials: RequestCredentials, signal: AbortSignal): Promise<Response> {
  const { origin, pathname } = new URL(url);
  const [basePath = ''] = pathname.split('/library/parts/');
  return fetch(`${origin}${basePath}/identity`, {
    mode: 'no-cors',
    cache: 'no-store',
    credentials,
    signal,
  });
}
