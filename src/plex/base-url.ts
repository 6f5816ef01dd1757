import { PlexError } from './errors.ts';

const example = 'Give one like "http://192.168.1.20:32400" or "https://example.org/plex".';

/**
 * Checks a base URL and returns it without a trailing slash. It may have a path, as behind a proxy.
 * The messages never repeat the input, which may hold a token or a password.
 */
export function normalizeBaseUrl(input: unknown): string {
  if (typeof input !== 'string') throw invalid('is not a string', example);
  if (input.trim() === '') throw invalid('is empty', example);
  if (input.includes('#')) throw invalid('has a fragment (#…)', `Leave it out. ${example}`);
  if (input.includes('?')) {
    throw invalid('has a query (?…)', 'Leave it out; a token goes into the option `token`.');
  }
  // The URL parser forgives missing slashes, backslashes, blanks and line breaks. A typing error is
  // better said than guessed.
  const authority = /^https?:\/\/([^/\\\s]+)(?:\/[^\\\s]*)?$/i.exec(input)?.[1];
  if (authority === undefined) throw invalid('is not an absolute http or https URL', example);
  if (authority.includes('@')) {
    throw invalid('has a user name or password', 'Leave them out; a token goes into `token`.');
  }
  const url = parseUrl(input);
  if (!url) throw invalid('is not a valid URL', `Check host and port. ${example}`);
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The parser's error is dropped on purpose: Node's repeats the input. */
function parseUrl(input: string): URL | undefined {
  try {
    return new URL(input);
  } catch {
    return undefined;
  }
}

function invalid(problem: string, wayOut: string): PlexError {
  return new PlexError('invalid-connection', `coplay: the base URL ${problem}. ${wayOut}`);
}
