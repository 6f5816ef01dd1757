import type { ServerSnapshot } from 'coplay/testing';

type Line = ServerSnapshot['log'][number];

export type LogKind =
  | 'kill'
  | 'end'
  | 'trouble'
  | 'request'
  | 'answer'
  | 'session'
  | 'decision'
  | 'timeline'
  | 'other';

/** Patterns for the kind of a line, which sets its colour. The first match counts. The texts are those of Plex. */
const patterns: readonly [kind: LogKind, pattern: RegExp][] = [
  [
    'kill',
    /Killing job|Signalling job|Stopping transcode session|Terminated session|AdHoc|signal: Killed|Client stopped playback/,
  ],
  ['trouble', /Completed: \[[^\]]*\] [45]\d\d | → [45]\d\d/],
  ['request', /^Request: /],
  ['answer', /^Completed: /],
  ['decision', /Reached Decision|MDE=/],
  ['timeline', /reporting timeline|session ping/],
  ['session', /Streaming Resource|session/],
];

/**
 * The kind of each line. Plex logs the end of a stream like a kill, also when the player sent `stopped` or `stop`. Those lines
 * get the kind `end` here.
 */
export function logKinds(lines: readonly Line[]): ReadonlyMap<Line, LogKind> {
  const kinds = new Map<Line, LogKind>();
  const wanted = new Set<string | undefined>();
  for (const [at, line] of lines.entries()) {
    const [request, bare = ''] = partsOf(line);
    const kind = patterns.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'other';
    kinds.set(line, kind);
    if (bare.includes('reporting timeline state stopped')) wanted.add(request);
    const stop = /^Request: .*\/universal\/stop\?(?:\S*&)?session=([^&\s]+)/.exec(bare)?.[1];
    if (stop) wanted.add(stop);
    if (kind !== 'kill') continue;
    const { transcode, process } = jobOf(lines, at);
    const isWanted = [request, transcode, process].some((one) => one && wanted.has(one));
    if (!isWanted) continue;
    kinds.set(line, 'end');
    // The process exits later, outside of any request.
    if (process) wanted.add(process);
  }
  return kinds;
}

function partsOf({ text }: Line): [request: string | undefined, bare: string] {
  const [, request, bare = text] = /^(\[Req#\w+\]) (.*)$/.exec(text) ?? [];
  return [request, bare];
}

/** The transcode that a line ends. Plex logs it in three consecutive lines, and only the last one has the id. */
function jobOf(lines: readonly Line[], at: number): { transcode?: string; process?: string } {
  const start = [at, at - 1, at - 2].find((one) => lines[one]?.text.endsWith('Killing job.'));
  const words = start === undefined ? [lines[at]] : lines.slice(start, start + 3);
  const text = words.map((line) => line?.text).join('\n');
  const process = /job ID \d+|process \d+/.exec(text)?.[0].replace(/^\D+/, 'process ');
  const transcode = /Stopping transcode session (\S+)/.exec(text)?.[1];
  return { ...(transcode ? { transcode } : {}), ...(process ? { process } : {}) };
}

/** The streams that the server ended and not their player, by their names in the log. */
export function killedStreams(kinds: ReadonlyMap<Line, LogKind>): ReadonlySet<string> {
  const killed = [...kinds].flatMap(([{ text }, kind]) =>
    kind === 'kill' ? (/Terminated session (\S+)/.exec(text)?.[1] ?? []) : [],
  );
  return new Set(killed);
}

/** Whether a line is about a segment that was requested or served. Failed ones are not included. */
export function isQuietSegment(text: string): boolean {
  return /^(?:Request: |Completed: \[[^\]]*\] 200 ).*\/transcode\/universal\/session\//.test(text);
}

/** The query parameters that the dock shows: client, playback, transcode and position. */
const toldKeys =
  /^(?:session|X-Plex-Session-Identifier|X-Plex-Client-Identifier|state|time|offset|ratingKey)=/;

/** A line without the product labels and codec profiles of its URL. */
export function shortened(text: string): string {
  return text.replace(/\?([^\s?]+)/, (_, query: string) => {
    const all = query.split('&');
    const told = all.filter((pair) => toldKeys.test(pair));
    return `?${[...told, ...(told.length < all.length ? ['…'] : [])].join('&')}`;
  });
}
