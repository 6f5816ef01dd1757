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
      pushCapped(lines, {
        time: Math.max(last, time),
        level,
        text: requestId === undefined ? safe : `[Req#${requestId}] ${safe}`,
      });
      changed();
    },
  };
}

const MASK = 'x'.repeat(20);

/** Puts 20 x where a token stands: after its parameter's name, and wherever the known one appears. */
export function maskToken(text: string, token: string | null): string {
  const named = text.replace(/(X-Plex-Token(?:=|%3D|\s*=>\s*))[^&\s"']*/gi, `$1${MASK}`);
  if (!token) return named;
  let masked = named;
  for (const form of writtenForms(token))
    masked = masked.replace(new RegExp(escapeRegExp(form), form.includes('%') ? 'gi' : 'g'), MASK);
  return masked;
}

/** As it is, and by each of the ways in which clients encode a query. Longest first, so that none leaves a rest. */
function writtenForms(token: string): string[] {
  const encoded = encodeURIComponent(token.replace(/\p{Surrogate}/gu, '\uFFFD'));
  const strict = encoded.replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const form = new URLSearchParams([['', token]]).toString().slice(1);
  return [...new Set([token, encoded, strict, form])].sort((a, b) => b.length - a.length);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
