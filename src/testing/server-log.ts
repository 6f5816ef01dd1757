import type { LogLevel, LogLine } from './server-snapshot.ts';

const CAPACITY = 2000;

/** A list that forgets its oldest entries. */
export function pushCapped<T>(list: T[], entry: T, capacity = CAPACITY): void {
  list.push(entry);
  if (list.length > capacity) list.splice(0, list.length - capacity);
}

/** The server's log: keeps the last lines, hides the token, never goes back in time. */
export interface ServerLog {
  readonly lines: readonly LogLine[];
  /** `requestId` puts `[Req#…]` before the text. `time` is for events found out about late. */
  write(
    text: string,
    where?: { requestId?: string | undefined; level?: LogLevel; time?: number },
  ): void;
}

export function createServerLog(
  now: () => number,
  secret: () => string | null,
  changed: () => void,
): ServerLog {
  const lines: LogLine[] = [];
  return {
    lines,
    write(text, { requestId, level = 'DEBUG', time = now() } = {}) {
      const last = lines.at(-1)?.time ?? 0;
      // One entry is one line, whatever a client has put into its ids.
      const safe = maskToken(text, secret()).replace(/[\r\n]+/g, ' ');
      const line: LogLine = {
        time: Math.max(last, time),
        level,
        text: requestId === undefined ? safe : `[Req#${requestId}] ${safe}`,
      };
      pushCapped(lines, Object.freeze(line));
      changed();
    },
  };
}

const MASK = 'x'.repeat(20);

/** Puts 20 x where a token stands: after its parameter's name, and wherever the known one appears. */
export function maskToken(text: string, token: string | null): string {
  const known = token ? text.replace(spellingsOf(token), MASK) : text;
  return known.replace(/(X-Plex-Token(?:=|%3D|\s*=>\s*))[^&\s"']*/gi, `$1${MASK}`);
}

/** However a client has encoded it: each character as it is, or percent-encoded once or more. */
function spellingsOf(token: string): RegExp {
  const encoder = new TextEncoder();
  const encoded = (byte: number) =>
    `%(?:25)*${byte
      .toString(16)
      .padStart(2, '0')
      .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`;
  const characters = Array.from(token.slice(0, 500), (character) => {
    const bytes = Array.from(encoder.encode(character), encoded).join('');
    return `(?:${escapeRegExp(character)}|${bytes}${character === ' ' ? '|\\+' : ''})`;
  });
  // A pattern can't be of any length.
  const rest = token.length > 500 ? `[^&\\s"']*` : '';
  return new RegExp(characters.join('') + rest, 'g');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
