import { PlexError } from './errors.ts';
import { percentEncode } from './percent-encode.ts';

/**
 * One value as one segment of a path. Empty, `.` and `..` are refused: URL parsers would drop or
 * resolve them, even encoded, and another resource would be asked.
 */
export function pathSegment(value: string, name: string): string {
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
    throw new PlexError(
      'invalid-argument',
      `coplay: ${name} is not usable in a path. Give the key as the server names it, such as "662548".`,
    );
  }
  return percentEncode(value);
}

/** A path as the server wrote it (`Part.key`, `thumb`), made safe to stand behind the base URL. */
export function encodePath(path: string): string {
  const dots = /^(?:\.|%2e){1,2}$/i;
  if (
    typeof path !== 'string' ||
    !path.startsWith('/') ||
    path.split(/[/\\]/).some((s) => dots.test(s))
  ) {
    throw new PlexError(
      'invalid-argument',
      'coplay: a path on the server starts with "/" and has no "." or ".." parts. Give the `key` of the item or part as it came.',
    );
  }
  return path.replace(/%(?![\dA-Fa-f]{2})|[^\w\-.~/:@!$&'()*+,;=%]/gu, percentEncode);
}
