import { isMixedContent, MIXED_CONTENT } from './mixed-content.ts';
import { PlaybackError } from './playback-error.ts';
import { watchPolicy } from './policy-watch.ts';
import { within } from './within.ts';

/** How many connections a browser opens to one server over HTTP/1.1. Over HTTP/2 one is enough. */
const CONNECTIONS = 6;
/** Time limit of the question whether a connection is free. Milliseconds. */
const ASK_MS = 2_000;

const NO_CONNECTION =
  'No connection to the Plex server is free: a browser opens six at a time to a server without HTTP/2, and other players use them. This player starts by itself when another one stops.';

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
 * The error of a request that has no answer because the browser did not send it: the page may not ask this server, or there was no
 * connection for it. `undefined` when that is not the reason.
 *
 * @param url A part, or the base URL.
 * @param options.cause What has failed.
 * @param options.holds Whether it is a request of one of the direct plays of {@link holdConnection}.
 */
export async function whyNotSent(
  url: string,
  { cause, holds, signal }: { cause: unknown; holds: boolean; signal: AbortSignal },
): Promise<PlaybackError | undefined> {
  const mixed = whyMixed(url, cause);
  if (mixed) return mixed;
  const asking = new AbortController();
  // The questions are blocked as well.
  const policy = watchPolicy(AbortSignal.any([signal, asking.signal]), {
    directive: 'connect-src',
    url: identityUrl(url),
  });
  try {
    if (!(await areConnectionsTaken(url, holds, signal))) return await policy.whyBlocked(cause);
  } finally {
    asking.abort();
  }
  const untilFree = async (life: AbortSignal) => void (await ask(url, 'include', life));
  return new PlaybackError('server-unreachable', { text: NO_CONNECTION, cause, untilFree });
}

/** The error of a request by http from a page by https, which the browser does not send. */
export function whyMixed(url: string, cause: unknown): PlaybackError | undefined {
  if (!isMixedContent(url, globalThis.location?.href)) return undefined;
  return new PlaybackError('server-unreachable', { text: MIXED_CONTENT, cause });
}

/**
 * Whether requests of media elements to this server wait in the browser, because all connections are taken. The browser does not
 * say so: it answers a request without cookies, for which it has other connections, but none with them. Where it has the same
 * for both, the direct plays of this page are counted.
 */
async function areConnectionsTaken(
  url: string,
  holds: boolean,
  signal: AbortSignal,
): Promise<boolean> {
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
    const taken = held.filter((one) => one === origin).length - (holds ? 1 : 0);
    return (await others) || taken >= CONNECTIONS;
  } finally {
    over.abort();
  }
}

/** Asks the server who it is, without a token. `no-cors`, as media elements ask: any answer will do. */
function ask(url: string, credentials: RequestCredentials, signal: AbortSignal): Promise<Response> {
  return fetch(identityUrl(url), {
    mode: 'no-cors',
    cache: 'no-store',
    credentials,
    signal,
  });
}

function identityUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  const basePath = pathname.replace(/(\/library\/parts\/.*|\/)$/, '');
  return `${origin}${basePath}/identity`;
}
