import { redact } from '../../src/plex/index.ts';
import { findSecret } from './find-secret.ts';

/** A request as the browser sends it. */
export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A Plex server that a page may ask. */
export interface KnownServer {
  readonly baseUrl: string;
  readonly token?: string | null | undefined;
}

/** What a page may request. */
export interface RequestRules {
  /** The page's own origin, and others that it may ask. Those of the servers need not be repeated. */
  readonly origins: readonly string[];
  readonly servers: readonly KnownServer[];
}

/** These never leave the browser. */
const localSchemes = new Set(['data:', 'blob:', 'about:']);
const segmentPath = '/transcode/universal/session/';

/**
 * What is wrong with a request, as sentences without a token. Empty for a good one:
 *
 * - it goes to the page's own origin or to a known one;
 * - the token of a server goes below the base URL of that server only, in the URL, in a header or in the body;
 * - the URL of a segment has no token;
 * - a request of the library names its client.
 */
export function requestBreaches(
  request: SentRequest,
  { origins, servers }: RequestRules,
): string[] {
  const url = new URL(request.url);
  if (localSchemes.has(url.protocol)) return [];
  const allowed = new Set([...origins, ...servers.map(({ baseUrl }) => baseUrl)].map(originOf));
  const homes = servers.filter(({ baseUrl }) => isBelow(url, baseUrl));
  const secrets = [...new Set(servers.map(({ token }) => token || '').filter(Boolean))];
  const shown = showUrl(url, secrets);
  const breaches: string[] = [];

  if (!allowed.has(originOf(request.url))) breaches.push(`${shown} is another origin.`);
  for (const secret of secrets) {
    if (homes.some(({ token }) => token === secret)) continue;
    const places = placesOf(request, (text) => findSecret(text, secret) !== undefined);
    for (const place of places)
      breaches.push(`${shown} is not below the server whose token is in the ${place}.`);
  }
  if (homes.length === 0 && namesToken(request))
    breaches.push(`${shown} is below no server and gets an X-Plex-Token.`);
  if (
    url.pathname.includes(segmentPath) &&
    (/token/i.test(url.search) || secrets.some((secret) => findSecret(request.url, secret)))
  )
    breaches.push(`${shown} is a segment with a token in its URL.`);
  if (homes.length > 0 && hasNoClient(url))
    breaches.push(`${shown} names no client of this page: it has no identifier, or the default.`);
  return breaches;
}

/** A request that the library has built names its product. In a page the identifier is that of a player, or of the library. */
function hasNoClient({ searchParams }: URL): boolean {
  const product = searchParams.get('X-Plex-Product');
  const client = searchParams.get('X-Plex-Client-Identifier');
  return product !== null && (!client || client === product);
}

function placesOf({ url, headers, body }: SentRequest, has: (text: string) => boolean): string[] {
  return [
    ...(has(url) ? ['URL'] : []),
    ...Object.entries(headers)
      .filter(([, value]) => has(value))
      .map(([name]) => `header ${name}`),
    ...(body !== null && has(body) ? ['body'] : []),
  ];
}

function namesToken({ url, headers }: SentRequest): boolean {
  const names = [...new URL(url).searchParams.keys(), ...Object.keys(headers)];
  return names.some((name) => /^x-plex-token$/i.test(name));
}

function isBelow(url: URL, baseUrl: string): boolean {
  const base = new URL(baseUrl);
  return (
    originOf(url.href) === originOf(baseUrl) && url.pathname.startsWith(withSlash(base.pathname))
  );
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** The origin, with a web socket counted as the page that it belongs to. */
function originOf(url: string): string {
  return new URL(url.replace(/^ws(?=s?:)/i, 'http')).origin;
}

/** The URL with the names of its parameters only. */
function showUrl(
  { protocol, host, pathname, searchParams }: URL,
  secrets: readonly string[],
): string {
  const names = [...new Set(searchParams.keys())].join('&');
  return redact(`${protocol}//${host}${pathname}${names && `?${names}`}`, secrets);
}
