import { asText } from './json-fields.ts';

const longest = 20_000;

/** A text of the server to show to a viewer: redacted, and at most 300 characters. */
export function serverText(value: unknown, clean: (text: string) => string): string | undefined {
  const text = asText(value) ?? '';
  // A longer text takes too long to search. It is cut between words: redaction does not recognise half a token.
  const end = text.length > longest ? Math.max(0, text.lastIndexOf(' ', longest)) : undefined;
  return clean(text.slice(0, end)).slice(0, 300) || undefined;
}
