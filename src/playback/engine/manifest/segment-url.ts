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

/** Fills in a template. `undefined` where a placeholder is not known. ISO/IEC 23009-1, table 16. */
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
    if (inside === '') return '$';
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
 * The absolute URL of a template. Its segments have to be in the folder of the manifest, or below it.
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
  const sample = expandTemplate(template, representation, { number: 1, time: 1 });
  if (sample === undefined) throw new ManifestError('A segment URL has an unknown placeholder.');
  resolveBelow(sample, baseUrl, origin);
  const url = parseUrl(template, baseUrl);
  url.hash = '';
  return url.href;
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
  if (!isBelow || !isOne || username || password)
    throw new ManifestError('A segment URL does not lead to the folder of the manifest.');
  if (redact(href) !== href) throw new ManifestError('A segment URL holds a token.');
  return href;
}

function parseUrl(text: string, baseUrl: string): URL {
  let url: URL | undefined;
  try {
    url = new URL(text, baseUrl);
  } catch {
    // The message of the browser quotes the URL.
  }
  if (!url) throw new ManifestError('A segment URL is invalid.');
  return url;
}
