/** Query parameters. `undefined` is left out, booleans become `1` and `0`. */
export type PlexQuery = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Percent-encodes everything but the unreserved characters of RFC 3986 (letters, digits, `-._~`).
 * `encodeURIComponent` leaves `! ' ( ) *`, which a Plex server reads as syntax of a profile. A lone surrogate becomes U+FFFD, as
 * with `URLSearchParams`, and throws no `URIError`.
 */
export function percentEncode(value: string): string {
  return encodeURIComponent(wellFormed(value)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Replaces lone surrogates by U+FFFD, as `String.prototype.toWellFormed` does. Safari 16 lacks it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Encodes a query without the `?`, in the order of its entries. */
export function encodeQuery(query: PlexQuery): string {
  return encodePairs(Object.entries(query));
}

/** As {@link encodeQuery}, for a query that may repeat a parameter. */
export function encodePairs(pairs: readonly (readonly [string, PlexQuery[string]])[]): string {
  const encoded: string[] = [];
  for (const [name, value] of pairs) {
    if (value === undefined || value === null) continue;
    const text = typeof value === 'boolean' ? Number(value) : value;
    encoded.push(`${percentEncode(name)}=${percentEncode(String(text))}`);
  }
  return encoded.join('&');
}
