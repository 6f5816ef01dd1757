import { asText } from './json-fields.ts';

/** A text of the server as a viewer may see it: redacted, and no longer than a few lines. */
export function serverText(value: unknown, clean: (text: string) => string): string | undefined {
  const text = asText(value);
  // Cut once more before, so that nobody searches megabytes for tokens.
  return text === undefined ? undefined : clean(text.slice(0, 2000)).slice(0, 300);
}
