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

/** The first pattern that fits gives a line its colour. The texts are Plex's own. */
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
 * The kind of each line. What a player ends itself is logged in the words of a kill and is a quiet `end` here: all that
 * its `stopped` brings about, and a transcode that it asked to stop.
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
    // Its process exits later, and in no request.
    if (process) wanted.add(process);
  }
  return kinds;
}

function partsOf({ text }: Line): [request: string | undefined, bare: string] {
  const [, request, bare = text] = /^(\[Req#\w+\]) (.*)$/.exec(text) ?? [];
  return [request, bare];
}

/** The transcode that a line ends. That takes three lines which follow each other; only the last one names it. */
function jobOf(lines: readonly Line[], at: number): { transcode?: string; process?: string } {
  const start = [at, at - 1, at - 2].find((one) => lines[one]?.text.endsWith('Killing job.'));
  const words = start === undefined ? [lines[at]] : lines.slice(start, start + 3);
  const text = words.map((line) => line?.text).join('\n');
  const process = /job ID \d+|process \d+/.exec(text)?.[0].replace(/^\D+/, 'process ');
  const transcode = /Stopping transcode session (\S+)/.exec(text)?.[1];
  return { ...(transcode ? { transcode } : {}), ...(process ? { process } : {}) };
}

/** The streams that the server ended against the will of their player, as the log names them. */
export function killedStreams(kinds: ReadonlyMap<Line, LogKind>): ReadonlySet<string> {
  const killed = [...kinds].flatMap(([{ text }, kind]) =>
    kind === 'kill' ? (/Terminated session (\S+)/.exec(text)?.[1] ?? []) : [],
  );
  return new Set(killed);
}

/** A segment that was asked for or served, as hundreds are. One that failed is no such line. */
export function isQuietSegment(text: string): boolean {
  return /^(?:Request: |Completed: \[[^\]]*\] 200 ).*\/transcode\/universal\/session\//.test(text);
}

/** What a reader of the log looks for in a query: who, which playback, which transcode, where. */
const toldKeys =
  /^(?:session|X-Plex-Session-Identifier|X-Plex-Client-Identifier|state|time|offset|ratingKey)=/;

/** A line with the product labels and codec profiles left out of its address. */
export function shortened(text: string): string {
  return text.replace(/\?([^\s?]+)/, (_, query: string) => {
    const all = query.split('&');
    const told = all.filter((pair) => toldKeys.test(pair));
    return `?${[...told, ...(told.length < all.length ? ['…'] : [])].join('&')}`;
  });
}
