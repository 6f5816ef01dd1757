import { percentEncode, wellFormed } from './percent-encode.ts';

const hidden = '[redacted]';

/** A shorter value would hit ordinary words of a sentence; no Plex token is that short. */
const shortestSecret = 4;

// `X-Plex-Token=…`, `X-Plex-Token: …`, `X-Plex-Token => …` (a server's log), `"X-Plex-Token":"…"`,
// `["X-Plex-Token", "…"]`, and the same percent-encoded once or
// more (a URL inside the query of another URL, as a proxy logs it). The names cover plex.tv's too.
const tokenName = '(?:x-plex-token|auth_?token|access_?token)';
const quote = String.raw`(?:\\*["']|%(?:25)*2[27])`;
const separator = String.raw`(?:${quote}?\s*(?:=>|[=:])|${quote}\s*,)`;
const valueCharacter = String.raw`[^\s&"'<>#,;)}\]\\]`;
const tokenPatterns = [
  String.raw`(${tokenName}${separator}\s*\\*")(?:\\[^"]|[^"\\])*`,
  String.raw`(${tokenName}${separator}\s*'?)(?!\[redacted\])${valueCharacter}+`,
  // Here the value ends where an encoded `&` or quote stands; above, such a sign is part of it.
  String.raw`(${tokenName}${quote}?%(?:25)*3[ad]${quote}?)(?!\[redacted\])(?:(?!%(?:25)*2[26])${valueCharacter})+`,
].map((pattern) => new RegExp(pattern, 'gi'));
// The look-behind lets each run of letters be tried once: a long text of others' would else take seconds.
const userInfo = /(?<![a-z0-9+.-])([a-z0-9+.-]+:\/\/)[^\s/?#]+@/gi;

/**
 * Takes tokens and passwords out of a text: every form of `X-Plex-Token`, user names and passwords in
 * URLs, and each of the `secrets` wherever it stands, plain, percent-encoded or escaped for JSON.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const form of secrets.flatMap(writtenForms)) {
    clean = clean.replace(new RegExp(escapeRegExp(form), 'gi'), hidden);
  }
  for (const pattern of tokenPatterns) clean = clean.replace(pattern, `$1${hidden}`);
  return clean.replace(userInfo, `$1${hidden}@`);
}

/** The ways one secret can be written, longest first, so that no form leaves the rest of another. */
function writtenForms(secret: string): string[] {
  if (secret.length < shortestSecret) return [];
  const encoded = percentEncode(secret);
  const forms = new Set([
    secret,
    encoded,
    percentEncode(encoded),
    // The looser encoders of browsers and servers, which leave some signs as they are.
    encodeURI(wellFormed(secret)),
    encodeURIComponent(wellFormed(secret)),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return [...forms].sort((a, b) => b.length - a.length);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
