import { PlexError } from './errors.ts';
import { guarded } from './json-fields.ts';
import { pageBase } from './page-base.ts';
import { showBaseUrl } from './show-base-url.ts';

const example =
  'Give one like "http://192.168.1.20:32400", or a path of the page\'s own origin like "/plex".';

const withoutToken = 'Leave it out; a token goes into the option `token`.';

/**
 * Checks a base URL and returns it without a trailing slash: an absolute http or https URL, with or without a path, or a path
 * of the page's own origin. The message names the input, without what may be secret in it.
 *
 * @param secrets What must not show in the message, such as the token of the connection.
 */
export function normalizeBaseUrl(input: unknown, secrets: readonly string[] = []): string {
  if (typeof input !== 'string') throw invalid(`is ${kindOf(input)}, not a string`, example);
  if (input.trim() === '') throw invalid('is empty', example);
  const shown = `${showBaseUrl(input, secrets)} `;
  const refuse = (problem: string, wayOut: string) =>
    invalid(`${shown}${problem}`, wayOut, secrets);
  if (input.includes('#')) throw refuse('has a fragment (#…)', `Leave it out. ${example}`);
  if (input.includes('?')) {
    throw refuse('has a query (?…)', withoutToken);
  }
  const path = /^\/(?![/\\])[^\\\s]*$/.test(input) ? parseUrl(input, 'http://page') : undefined;
  if (path?.host === 'page' && !path.pathname.startsWith('//')) {
    return withoutTrailingSlash(path.pathname) || '/';
  }
  // The URL parser accepts missing slashes, backslashes, blanks and line breaks. A typing error is reported, not guessed.
  const authority = /^https?:\/\/([^/\\\s]+)(?:\/[^\\\s]*)?$/i.exec(input)?.[1];
  if (authority === undefined) throw refuse('is not an absolute http or https URL', example);
  if (authority.includes('@')) {
    throw refuse('has a user name or password', withoutToken);
  }
  const url = parseUrl(input);
  if (!url) throw refuse('is not a valid URL', `Check host and port. ${example}`);
  return url.origin + withoutTrailingSlash(url.pathname);
}

/**
 * The absolute form of a checked base URL. A path is resolved against the page at each call, so that a connection made on a
 * server works in the browser.
 * @throws PlexError `invalid-connection` for a path where there is no page.
 */
export function resolveBaseUrl(baseUrl: string): string {
  if (!baseUrl.startsWith('/')) return baseUrl;
  const page = pageBase();
  if (page === undefined) {
    throw invalid(
      `${showBaseUrl(baseUrl)} is a path, and a path needs a page to be resolved against`,
      'Give an absolute URL where there is none, as in Node.',
    );
  }
  return new URL(page).origin + withoutTrailingSlash(baseUrl);
}

function withoutTrailingSlash(pathname: string): string {
  return pathname.replace(/\/+$/, '');
}

/** The parser's error is dropped on purpose: Node's repeats the input. */
function parseUrl(input: string, base?: string): URL | undefined {
  return guarded(() => new URL(input, base));
}

/** `null`, `an array`, `a number` … */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function invalid(problem: string, wayOut: string, secrets: readonly string[] = []): PlexError {
  return new PlexError('invalid-connection', `coplay: the base URL ${problem}. ${wayOut}`, {
    secrets,
  });
}
