import { percentEncode, wellFormed } from './percent-encode.ts';

const hidden = '[redacted]';

/** Shorter values are kept: they would match ordinary words. No Plex token is that short. */
const shortestSecret = 4;

// `X-Plex-Token=…`, `X-Plex-Token: …`, `X-Plex-Token => …` (a server's log), `"X-Plex-Token":"…"`,
// `["X-Plex-Token", "…"]`, and the same percent-encoded once or
// more (a URL inside the query of another URL, as a proxy logs it). The names include those of plex.tv.
const tokenName = '(?:x-plex-token|auth_?token|access_?token)';
const quote = String.raw`(?:\\*["']|%(?:25)*2[27])`;
const separator = String.raw`(?:${quote}?\s*(?:=>|[=:])|${quote}\s*,)`;
const valueCharacter = String.raw`[^\s&"'<>#,;)}\]\\]`;
const tokenPatterns = [
  String.raw`(${tokenName}${separator}\s*\\*")(?:\\[^"]|[^"\\])*`,
  String.raw`(${tokenName}${separator}\s*'?)(?!\[redacted\])${valueCharacter}+`,
  // Here the value ends at an encoded `&` or quote. Above, such a character is part of the value.
  String.raw`(${tokenName}${quote}?%(?:25)*3[ad]${quote}?)(?!\[redacted\])(?:(?!%(?:25)*2[26])${valueCharacter})+`,
].map((pattern) => new RegExp(pattern, 'gi'));
// The look-behind tries each run of letters once. Without it a long text takes seconds.
const userInfo = /(?<![a-z0-9+.-])([a-z0-9+.-]+:\/\/)[^\s/?#]+@/gi;

/**
 * Removes tokens and passwords from a text: every form of `X-Plex-Token`, user names and passwords in URLs, and each of the
 * `secrets`, plain, percent-encoded or escaped for JSON.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const form of secrets.flatMap(writtenForms)) {
    clean = clean.replace(new RegExp(escapeRegExp(form), 'gi'), hidden);
  }
  for (const pattern of tokenPatterns) clean = clean.replace(pattern, `$1${hidden}`);
  return clean.replace(userInfo, `$1${hidden}@`);
}

/** The ways to write a secret, longest first, so that no replacement leaves a part of a longer form. */
function writtenForms(secret: string): string[] {
  if (secret.length < shortestSecret) return [];
  const encoded = percentEncode(secret);
  const forms = new Set([
    secret,
    encoded,
    percentEncode(encoded),
    // Encoders of browsers and servers that leave some characters unencoded.
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
