import { asText } from './json-fields.ts';

/** A text of the server to show to a viewer: redacted, and at most 300 characters. */
export function serverText(value: unknown, clean: (text: string) => string): string | undefined {
  const text = asText(value);
  return text === undefined ? undefined : clean(beginningOf(text)).slice(0, 300) || undefined;
}

/** The first 20,000 characters, cut between words: redaction does not recognise half a token. A longer text takes too long to search. */
function beginningOf(text: string): string {
  if (text.length <= 20_000) return text;
  const words = text.slice(0, 20_000).split(/(?<=\s)/);
  return words.slice(0, -1).join('');
}
