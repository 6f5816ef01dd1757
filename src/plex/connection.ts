import { normalizeBaseUrl, resolveBaseUrl } from './base-url.ts';
import { failureCode } from './classify-status.ts';
import { PlexError } from './errors.ts';
import { type JsonRecord, readFields } from './json-fields.ts';
import { loadHttpError } from './load-http-error.ts';
import { encodePairs, type PlexQuery } from './percent-encode.ts';
import { answerLimits } from './read-answer.ts';
import { redact } from './redact.ts';
import { unlessAborted } from './unless-aborted.ts';
import { encodePath } from './url-path.ts';
import { coplayVersion } from './version.ts';
import { wrongInput } from './wrong-input.ts';

/** Address, token and labels of a connection. An empty label counts as left out. */
export interface PlexConnectionOptions {
  /**
   * An http or https URL, with or without a path (a proxy is fine), or a path of the page's own origin: `/plex`. A path is
   * resolved when a URL is built, against the page of that moment. No user name, query or fragment.
   */
  baseUrl: string;
  /** Access token of the server. Leave it out behind a proxy that adds it. Empty counts as left out. */
  token?: string | undefined;
  /** X-Plex-Product. @default 'coplay' */
  product?: string | undefined;
  /** X-Plex-Version. @default the version of coplay */
  version?: string | undefined;
  /** X-Plex-Platform: selects the server's client profile. An unknown name is answered 400. @default 'Chrome' */
  platform?: string | undefined;
  /** X-Plex-Platform-Version. */
  platformVersion?: string | undefined;
  /** X-Plex-Device. */
  device?: string | undefined;
  /** X-Plex-Device-Name, shown on the server's dashboard. @default the product */
  deviceName?: string | undefined;
  /** X-Plex-Language, such as `en`. */
  language?: string | undefined;
  /**
   * X-Plex-Client-Identifier of requests that belong to no player, such as those for the library. It names the installation: keep one
   * for each, as a backend does for each of its users. @default in a page, one that the browser keeps; elsewhere the product
   */
  clientIdentifier?: string | undefined;
  /** Time limit of a request, body included, in milliseconds. After it the server counts as unreachable. @default 20000 */
  timeoutMs?: number | undefined;
  /** Replaces the global fetch: for tests, or to add what a proxy needs. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** Options of one request. The default is a GET that accepts JSON. */
export interface PlexRequestInit {
  /** @default 'GET' */
  method?: string | undefined;
  /** Ends the request and the reading of its body. The call then rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** Whether the request outlives the page, as for the last `stopped`. */
  keepalive?: boolean | undefined;
  /** How long the answer may take, in milliseconds. @default `timeoutMs` of the connection; without limit with `keepalive` */
  timeoutMs?: number | undefined;
  /** Additional headers. `Accept` replaces `application/json`. Most others cause a preflight request in browsers. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** A server and the labels that it is sent. The token is kept in a closure and is no property. */
export interface PlexConnection {
  /** As it was given, without a trailing slash: an absolute URL, or a path. */
  readonly baseUrl: string;
  /** This and the six below are the labels as they are sent: the given value, or the default. */
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly platformVersion?: string | undefined;
  readonly device?: string | undefined;
  readonly deviceName: string;
  readonly language?: string | undefined;
  /** The option `clientIdentifier`, where one was given. */
  readonly clientIdentifier?: string | undefined;
  /** The option `fetch`, where one was given. */
  readonly customFetch: typeof globalThis.fetch | undefined;
  /**
   * Absolute URL of a path on the server. The labels and the token are in its query, since media elements send no headers.
   * It holds the token: pass it through `redact` before you log it.
   * @throws PlexError `invalid-argument` for a path that does not start with `/` or has dot parts; `invalid-connection` where
   * the base URL is a path and there is no page to resolve it against, as in Node.
   */
  url(path: string, query?: PlexQuery): string;
  /**
   * Sends a request and returns a response that is `ok`.
   * @throws PlexError by status, or `server-unreachable` (also after the time limit); the reason of the signal when it is
   * aborted.
   */
  fetch(url: string, init?: PlexRequestInit): Promise<Response>;
  /** Removes the token, and whatever looks like one, from a text. */
  redact(text: string): string;
}

const fetchFunction = 'a function that resolves with a Response';

/** A connection, or its options. Options without `fetch` are serialisable: a server component can pass them as props. */
export type PlexConnectionLike = PlexConnection | PlexConnectionOptions;

/**
 * Creates a connection to a Plex Media Server. Sends nothing. A connection is returned unchanged.
 * @throws PlexError `invalid-connection`. The message names the base URL without what may be secret in it.
 */
export function createPlexConnection(options: PlexConnectionOptions): PlexConnection;
export function createPlexConnection(options: PlexConnectionLike): PlexConnection;
export function createPlexConnection(options: PlexConnectionLike): PlexConnection {
  if (isConnection(options)) return options;
  const secrets = typeof options?.token === 'string' ? [options.token] : [];
  const baseUrl = normalizeBaseUrl(options?.baseUrl, secrets);
  const given = readFields(
    optionalText,
    options as unknown as JsonRecord,
    'product version platform platformVersion device deviceName language token clientIdentifier',
  );
  const { product = 'coplay' } = given;
  const { clientIdentifier, ...sent } = {
    product,
    version: coplayVersion,
    platform: 'Chrome',
    deviceName: product,
    ...given,
  };
  const { token: _, ...labels } = sent;
  const fixedQuery: PlexQuery = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [parameterOf(name), value]),
  );
  const customFetch = options.fetch ?? undefined;
  if (customFetch !== undefined && typeof customFetch !== 'function')
    throw wrongInput('fetch', fetchFunction, 'invalid-connection');
  const usualLimit = timeLimit(options.timeoutMs, 'invalid-connection') ?? 20_000;

  return Object.freeze({
    baseUrl,
    ...labels,
    clientIdentifier,
    customFetch,
    url(path: string, query: PlexQuery = {}) {
      // Some paths of the server have a query of their own. A parameter in both has the value of ours.
      const [pathname = '', ...rest] = String(path).split('?');
      const ours = {
        'X-Plex-Client-Identifier': clientIdentifier ?? product,
        ...query,
        ...fixedQuery,
      };
      const own = [...new URLSearchParams(rest.join('?'))].filter(
        ([name]) => !Object.hasOwn(ours, name),
      );
      const parameters = encodePairs([...own, ...Object.entries(ours)]);
      return `${resolveBaseUrl(baseUrl)}${encodePath(pathname)}?${parameters}`;
    },
    async fetch(url: string, init: PlexRequestInit = {}) {
      const { signal, keepalive } = init;
      // A request that outlives the page has no time limit.
      const usual = keepalive ? undefined : usualLimit;
      const limitMs = timeLimit(init.timeoutMs, 'invalid-argument') ?? usual;
      const ends =
        limitMs === undefined
          ? signal
          : AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(limitMs)]);
      // Read at each call, so that a global fetch that is replaced later (by a mock) is used.
      const send = customFetch ?? globalThis.fetch;
      let response: Response;
      try {
        // A fetch of the host may ignore its signal.
        response = await unlessAborted(Promise.resolve(send(url, requestInit(init, ends))), ends);
      } catch (cause) {
        // Any other abort is a time limit: ours, or one of the host's fetch.
        throw signal?.aborted ? signal.reason : unreachable(baseUrl, cause, secrets);
      }
      if (typeof response?.ok !== 'boolean')
        throw wrongInput('fetch', fetchFunction, 'invalid-connection');
      answerLimits.set(response, ends);
      if (response.ok) return response;
      const error = await explained(response, secrets, ends);
      throw signal?.aborted ? signal.reason : error;
    },
    redact: (text: string) => redact(text, secrets),
  });
}

/** Tells a connection from options. Also recognises one that another copy of the library has created. */
export function isConnection(given: unknown): given is PlexConnection {
  return typeof (given as PlexConnection | null | undefined)?.url === 'function';
}

/** Sends only `Accept`: it causes no preflight, and without it Plex answers XML. */
function requestInit(
  { method, keepalive, headers }: PlexRequestInit,
  signal: AbortSignal | undefined,
): RequestInit {
  return {
    method: method ?? 'GET',
    headers: { ...(!asksFor(headers) && { Accept: 'application/json' }), ...headers },
    // A ping that the cache answers would not reach the server.
    cache: 'no-store',
    ...(signal && { signal }),
    ...(keepalive && { keepalive }),
  };
}

/** Whether `Accept` is given, in upper or lower case. */
function asksFor(headers: PlexRequestInit['headers']): boolean {
  return Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'accept');
}

/** Reads why the server refuses. Without that code, the status has to do. */
async function explained(
  response: Response,
  secrets: readonly string[],
  ends: AbortSignal | undefined,
): Promise<PlexError> {
  const { status } = response;
  try {
    const { httpError } = await unlessAborted(loadHttpError(), ends);
    return await httpError(response, secrets);
  } catch {
    return new PlexError(failureCode(status), `coplay: the Plex server answered ${status}.`, {
      status,
    });
  }
}

function unreachable(baseUrl: string, cause: unknown, secrets: readonly string[]): PlexError {
  return new PlexError(
    'server-unreachable',
    `coplay: no answer from ${baseUrl}. Check that the server runs, that the address is right, and that a page may send requests to it (CORS, https).`,
    { cause, secrets },
  );
}

/** Timers accept at most 2^31 - 1 milliseconds, and those of Node only whole ones. */
function timeLimit(
  value: unknown,
  code: 'invalid-connection' | 'invalid-argument',
): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && value > 0 && value < 2 ** 31 - 1) return Math.ceil(value);
  throw wrongInput('timeoutMs', 'a number of milliseconds above 0', code);
}

/** `X-Plex-Platform-Version` for `platformVersion`. */
function parameterOf(label: string): string {
  return `X-Plex${label.replace(/^.|[A-Z]/g, (first) => `-${first.toUpperCase()}`)}`;
}

function optionalText(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw wrongInput(name, 'a string', 'invalid-connection');
}
