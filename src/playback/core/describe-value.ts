import { redact } from '../../plex/index.ts';

const LONGEST = 24;

/**
 * Names a value of the wrong shape in an error message: `the text "662548"`, `the number 7`, `an array`, `null`. Text is cut, and
 * what looks like a token is left out.
 */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  switch (typeof value) {
    case 'string':
      return value.trim() === '' ? 'an empty text' : `the text ${JSON.stringify(shorten(value))}`;
    case 'number':
    case 'boolean':
    case 'bigint':
      return `the ${typeof value} ${shorten(String(value))}`;
    case 'object':
      return 'an object';
    default:
      return `a ${typeof value}`;
  }
}

function shorten(text: string): string {
  const shown = redact(text.slice(0, 200)).replace(/[\w%-]{16,}/g, (run) =>
    /[\dA-Z]/.test(run) ? '[redacted]' : run,
  );
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
