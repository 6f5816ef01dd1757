import { redact } from './redact.ts';

const LONGEST = 60;
/** Longer input is described instead of searched for secrets. */
const LONGEST_SEARCHED = 2_000;

/**
 * A base URL that can't be used, as an error message may show it: quoted, cut to 60 characters, and without user name,
 * password, query, fragment, `secrets`, and whatever looks like a token.
 */
export function showBaseUrl(input: string, secrets: readonly string[] = []): string {
  if (input.length > LONGEST_SEARCHED) return `of ${input.length} characters`;
  const shown = redact(withoutSecretParts(input), secrets)
    // An access token is 20 characters long; a long run with a digit or a capital may be one.
    .replace(/[\w%-]{16,}/g, (run) => (/[\dA-Z]/.test(run) ? '…' : run));
  return JSON.stringify(shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown);
}

function withoutSecretParts(input: string): string {
  // A URL parser reads the wide forms of `@`, `?`, `#` and `:` as these; a typing error may have encoded them.
  const plain = input.normalize('NFKC').replace(/%(?:25)*40/gi, '@');
  const [, scheme = '', rest = ''] =
    /^(\s*(?:[a-z]{2,6}:[/\\]+|https?:))?(.*)$/is.exec(plain) ?? [];
  const host = rest.slice(rest.lastIndexOf('@') + 1);
  return (
    (host === rest ? plain : `${scheme}[redacted]@${host}`)
      // A query, a fragment, and everything that is written like a parameter.
      .replace(/([?#&=;]|%(?:25)*(?:3f|23|26|3d|3b)).*$/is, '$1…')
      // After a colon stands a port, else possibly a password.
      .replace(/:(?!\/|\\|\d{0,6}(?![^/\\])|(?<=^https?:))[^/\\]*/gi, ':…')
  );
}
