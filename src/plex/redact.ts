import { guarded } from './json-fields.ts';

const hidden = '[redacted]';

/** Shorter values are kept: they would match ordinary words. No Plex token is that short. */
const shortestSecret = 4;

/** How often a text may be encoded: a URL in the query of a URL, in JSON, in a page, and the like. */
const layers = 8;

/** What to hide, behind the first group. */
const patterns = [
  // `X-Plex-Token=…`, `X-Plex-Token: …`, `X-Plex-Token => …` (a server's log), `"X-Plex-Token":"…"`, `["X-Plex-Token", "…"]`,
  // `<X-Plex-Token>…`. The names include those of plex.tv.
  /((?:x-plex-|(?:auth(?:entication)?|access)_?)token(?:["']?[\s+]*(?:=?>|[=:])|["'][\s+]*,)[\s+]*["']?)(?:(?<=")(?:\\.|[^"\\])*|(?!\[redacted\])[^\s&"'<>#,;)}\]\\]+)/gis,
  // A user name and a password. The look-behind tries each run of letters once. Without it a long text takes seconds.
  /(?<![\w+.-])([\w+.-]+:\/\/)[^\s/?#]+(?=@)/g,
];

/** A percent-encoded character, and what JSON and HTML escape. */
const escapes =
  /(%[0-7][\da-f]|%[c-f][\da-f](?:%[89ab][\da-f])+|\\(?:u[\da-f]{4}|["\\/bfnrt])|&(?:#(?:x[\da-f]+|\d+);?|(?:amp|quot|apos|lt|gt);))/gi;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
};

/**
 * Removes tokens and passwords from a text: every form of `X-Plex-Token`, user names and passwords in URLs, and each of the
 * `secrets`. Finds them plain, percent-encoded, and escaped for JSON or HTML, once or more often and in any mixture. All else stays.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const all = [...secrets.flatMap(literals), ...patterns];
  const units = text.split('');
  /** The text, decoded once more in each layer, and where each of its units stands in the given one. */
  let view = text;
  let origin = [...units.keys(), units.length];
  for (let layer = 0; layer < layers; layer += 1) {
    for (const pattern of all) {
      for (const { 0: match, 1: kept = '', index } of view.matchAll(pattern))
        units.fill(hidden, origin[index + kept.length], origin[index + match.length]);
    }
    const decoded: number[] = [];
    let at = 0;
    const pieces = view.split(escapes).map((written, turn) => {
      const isEscape = turn % 2;
      const plain = isEscape ? meaning(written) : written;
      for (let unit = 0; unit < plain.length; unit += 1)
        decoded.push(origin[isEscape ? at : at + unit] as number);
      at += written.length;
      return plain;
    });
    if (!pieces[1]) break;
    view = pieces.join('');
    origin = [...decoded, units.length];
  }
  const clean = units.join('').replace(/(?:\[redacted\])+/g, hidden);
  // What was hidden may have stood between two parts of something else.
  return clean === text ? clean : redact(clean, secrets);
}

/** The text of an escape, or the escape itself when it has none. */
function meaning(written: string): string {
  const read = () => {
    if (written[0] === '%') return decodeURIComponent(written);
    if (written[0] === '\\') return JSON.parse(`"${written}"`) as string;
    const name = written.replace(/\W+/g, '');
    return entities[name] ?? String.fromCodePoint(Number(`0${name}`));
  };
  return guarded(read) ?? written;
}

/** The patterns of a secret: as it is, and without escapes of its own, which some encoders leave. */
function literals(secret: string): RegExp[] {
  if (secret.length < shortestSecret || hidden.includes(secret)) return [];
  const decoded = secret.replace(escapes, meaning);
  return [
    // A form writes a blank as `+`.
    new RegExp(secret.replace(/\W/g, '\\$&').replace(/\\[ +]/g, '[ +]'), 'gi'),
    ...(decoded === secret ? [] : literals(decoded)),
  ];
}
