import { PlexError } from './errors.ts';
import { percentEncode } from './percent-encode.ts';

/**
 * Encodes a value as one segment of a path. Empty, `.` and `..` are refused: URL parsers drop or resolve them, even encoded,
 * and the request would go to another resource.
 */
export function pathSegment(given: string, name: string): string {
  const value = isWholeNumber(given) ? String(given) : given;
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
    throw new PlexError(
      'invalid-argument',
      `coplay: ${name} is no key. Give the key as the server returns it, such as "662548".`,
    );
  }
  return percentEncode(value);
}

/** Untyped code also passes a rating key as a number. */
function isWholeNumber(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A path as the server wrote it (`Part.key`, `thumb`), encoded so that it can follow the base URL. */
export function encodePath(path: string): string {
  const dots = /^(?:\.|%2e){1,2}$/i;
  if (
    typeof path !== 'string' ||
    !path.startsWith('/') ||
    path.split(/[/\\]/).some((s) => dots.test(s))
  ) {
    throw new PlexError(
      'invalid-argument',
      'coplay: a path on the server starts with "/" and has no "." or ".." parts. Give the key as the server returns it.',
    );
  }
  return path.replace(/%(?![\dA-Fa-f]{2})|[^\w\-.~/:@!$&'()*+,;=%]/gu, percentEncode);
}
