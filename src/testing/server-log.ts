import type { LogLevel, LogLine } from './server-snapshot.ts';

const CAPACITY = 2000;

/** Adds to a list and drops its oldest entries. */
export function pushCapped<T>(list: T[], entry: T, capacity = CAPACITY): void {
  list.push(entry);
  if (list.length > capacity) list.splice(0, list.length - capacity);
}

/** The log of the server. It keeps the last lines in order of time and masks the token. */
export interface ServerLog {
  readonly lines: readonly LogLine[];
  /** Adds a line. `requestId` adds `[Req#…]` before the text. `time` is for events that are noticed later. */
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
      // Ids of a client may contain line breaks: an entry is one line.
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

/** Replaces tokens by 20 x: the value of the token parameter, and the known token everywhere. */
export function maskToken(text: string, token: string | null): string {
  const known = token ? text.replace(spellingsOf(token), MASK) : text;
  return known.replace(/(X-Plex-Token(?:=|%3D|\s*=>\s*))[^&\s"']*/gi, `$1${MASK}`);
}

/** The pattern of the last token: each line needs it. */
let latest: { readonly token: string; readonly pattern: RegExp } | undefined;

function spellingsOf(token: string): RegExp {
  if (latest?.token !== token) latest = { token, pattern: patternOf(token) };
  return latest.pattern;
}

/** Matches the token in any encoding: each character plain, or percent-encoded once or more. */
function patternOf(token: string): RegExp {
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
  // The length of a pattern is limited.
  const rest = token.length > 500 ? `[^&\\s"']*` : '';
  return new RegExp(characters.join('') + rest, 'g');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
