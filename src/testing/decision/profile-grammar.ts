/** One entry of `X-Plex-Client-Profile-Extra`: `verb(key=value&key=value)`. */
export interface ProfileDirective {
  readonly verb: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Reads the value of `X-Plex-Client-Profile-Extra`, which is `verb(key=value&key=value)` joined by `+` (Plex's API description).
 * Text that is no directive is returned in `unread`.
 */
export function parseProfileExtra(extra: string): {
  readonly directives: readonly ProfileDirective[];
  readonly unread: readonly string[];
} {
  const directives: ProfileDirective[] = [];
  const unread: string[] = [];
  // A `+` between the parentheses belongs to a value.
  for (const text of extra.split(/\+(?![^(]*\))/)) {
    const [, verb, inside] = /^([a-z-]+)\((.*)\)$/s.exec(text.trim()) ?? [];
    if (verb === undefined || inside === undefined) {
      if (text.trim() !== '') unread.push(text.trim());
      continue;
    }
    const pairs = inside.split('&').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    });
    directives.push({ verb, values: new Map(pairs) });
  }
  return { directives, unread };
}

/** A list of codecs or containers. Some clients encode the commas a second time. */
export function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(/,|%2c/i)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
