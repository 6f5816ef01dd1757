export type LogKind =
  | 'kill'
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

export function logKind(text: string): LogKind {
  const bare = text.replace(/^\[Req#\w+\] /, '');
  return patterns.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'other';
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
