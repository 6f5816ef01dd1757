import type { Representation } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';

/** What a placeholder of a segment template stands for. `undefined`: nothing that is known. */
interface Placeholders {
  readonly RepresentationID: string;
  readonly Bandwidth: string;
  readonly Number: string;
  readonly Time: string;
}

const placeholder = /\$([^$]*)\$/g;

/** A path from the manifest has some 100 characters. The folder comes before it. */
const LONGEST_URL = 4_000;

/**
 * Fills in a template. `undefined` where a placeholder is not known. ISO/IEC 23009-1, table 16, without `$$` for a dollar sign: dash.js
 * (5.2.1) fills in a template twice.
 */
export function expandTemplate(
  template: string,
  { id, bandwidth }: Pick<Representation, 'id' | 'bandwidth'>,
  { number, time }: { readonly number: number; readonly time: number },
): string | undefined {
  const values: Placeholders = {
    RepresentationID: id,
    Bandwidth: String(bandwidth),
    Number: String(number),
    Time: String(time),
  };
  let isKnown = true;
  const filled = template.replace(placeholder, (_, inside: string) => {
    const [, name = '', width = ''] = /^(\w+?)(?:%0(\d{1,2})d)?$/.exec(inside) ?? [];
    if (!Object.hasOwn(values, name)) {
      isKnown = false;
      return '';
    }
    return values[name as keyof Placeholders].padStart(Number(width), '0');
  });
  return isKnown && !template.replace(placeholder, '').includes('$') ? filled : undefined;
}

/** Where a manifest comes from. */
export interface ManifestOrigin {
  /** The URL that answered, after redirects. */
  readonly url: string;
  /** Removes the token from a text. */
  redact(text: string): string;
}

/**
 * The absolute URL of a template. Its segments have to be in the folder of the manifest, or below it, whatever their number and time.
 *
 * @param baseUrl What relative templates refer to.
 * @throws ManifestError for an address elsewhere, one that holds a token, and an unknown placeholder
 */
export function resolveTemplate(
  template: string,
  representation: Pick<Representation, 'id' | 'bandwidth'>,
  baseUrl: string,
  origin: ManifestOrigin,
): string {
  // A URL has none: what it means depends on the reader.
  if (template.includes('\\')) throw new ManifestError('A segment URL has a backslash.');
  const url = parseUrl(template, baseUrl);
  url.hash = '';
  const resolved = url.href;
  const sample = expandTemplate(resolved, representation, { number: 1, time: 1 });
  if (sample === undefined) throw new ManifestError('A segment URL has an unknown placeholder.');
  // Both: no placeholder is in the part before the folder.
  resolveBelow(resolved, baseUrl, origin);
  resolveBelow(sample, baseUrl, origin);
  if (dependsOnDigits(url)) throw new ManifestError('A segment URL depends on its number.');
  return resolved;
}

/** Whether digits in place of a placeholder can become part of a `%` escape, or stand beside nothing but dots. */
function dependsOnDigits({ href, pathname }: URL): boolean {
  return (
    /%[\da-f]?\$/i.test(href) ||
    pathname.split('/').some((part) => /^\.+$/.test(part.replace(placeholder, '')))
  );
}

/**
 * Resolves a URL of a manifest.
 * @throws ManifestError for one that is not in the folder of the manifest or below it, or holds a token
 */
export function resolveBelow(
  text: string,
  baseUrl: string,
  { url, redact }: ManifestOrigin,
): string {
  const { href, origin, pathname, username, password } = parseUrl(text, baseUrl);
  const folder = new URL('.', url);
  const isBelow = origin === folder.origin && pathname.startsWith(folder.pathname);
  // No second address inside of the first.
  const isOne = !href.slice(folder.href.length).includes('//');
  // No slash, backslash or percent sign that only a server reads as one.
  const isPlain = !/%(?:2f|5c|25)/i.test(pathname.slice(folder.pathname.length));
  if (!isBelow || !isOne || !isPlain || username || password)
    throw new ManifestError('A segment URL does not lead to the folder of the manifest.');
  if (redact(href) !== href) throw new ManifestError('A segment URL holds a token.');
  return href;
}

function parseUrl(text: string, baseUrl: string): URL {
  let url: URL | undefined;
  if (text.length > LONGEST_URL || baseUrl.length > LONGEST_URL)
    throw new ManifestError('A segment URL is too long.');
  try {
    url = new URL(text, baseUrl);
  } catch {
    // The message of the browser quotes the URL.
  }
  if (!url) throw new ManifestError('A segment URL is invalid.');
  return url;
}
