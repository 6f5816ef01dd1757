import { asText } from './json-fields.ts';

/** A text of the server as a viewer may see it: redacted, and no longer than a few lines. */
export function serverText(value: unknown, clean: (text: string) => string): string | undefined {
  const text = asText(value);
  return text === undefined ? undefined : clean(beginningOf(text)).slice(0, 300) || undefined;
}

/** Enough of it, so that nobody searches megabytes for tokens. It ends between two words: half a token would not be known for one. */
function beginningOf(text: string): string {
  if (text.length <= 20_000) return text;
  const words = text.slice(0, 20_000).split(/(?<=\s)/);
  return words.slice(0, -1).join('');
}
