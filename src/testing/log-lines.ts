import type { LogLine } from './server-snapshot.ts';

/**
 * The texts of a Plex Media Server's log lines, as in public logs. Without date and level; the log adds the `[Req#…]` of the
 * request.
 */
export interface RequestLineParts {
  readonly method: string;
  /** Path and query, with the token masked. */
  readonly target: string;
  readonly requestId: string;
  /** Number of running requests, including this one. */
  readonly live: number;
  readonly port: number;
  readonly secure: boolean;
  readonly userName: string | undefined;
  readonly range: string | undefined;
}

export function requestLine(parts: RequestLineParts): string {
  const { method, target, requestId, live, port, secure, userName, range } = parts;
  const user = userName === undefined ? '' : ` Signed-in Token (${userName})`;
  return `Request: [127.0.0.1:${port} (Loopback)] ${method} ${target} (${live} live) #${requestId}${secure ? ' TLS' : ''}${user}${rangePart(range)}`;
}

export function completedLine(
  parts: RequestLineParts,
  status: number,
  milliseconds: number,
  bytes: number,
): string {
  const { method, target, requestId, live, port, secure, range } = parts;
  return `Completed: [127.0.0.1:${port}] ${status} ${method} ${target} (${live} live) #${requestId}${secure ? ' TLS' : ''} ${milliseconds}ms ${bytes} bytes${rangePart(range)}`;
}

function rangePart(range: string | undefined): string {
  return range === undefined ? '' : ` (range: ${range})`;
}

/** The lines for a killed transcode, in the order of the server. */
export function killLines(processId: number, transcodeId: string): string[] {
  return [
    'Killing job.',
    `Signalling job ID ${processId} with 9`,
    `Stopping transcode session ${transcodeId}`,
  ];
}

export function exitLine(processId: number): string {
  return `Jobs: '/usr/lib/plexmediaserver/Plex Transcoder' exit code for process ${processId} is -9 (signal: Killed)`;
}

export function addedLine(pointer: string, playbackId: string): string {
  return `Streaming Resource: Added session ${pointer}:${playbackId}`;
}

export function terminatedLine(pointer: string, playbackId: string, reason: string): string {
  return `Streaming Resource: Terminated session ${pointer}:${playbackId} with reason ${reason}`;
}

export function adHocLine(
  decision: 'directplay' | 'transcode',
  playbackId: string,
  partId: string,
): string {
  const how = decision === 'directplay' ? 'dp' : 'transcode';
  return `Streaming Resource: Attempting to create AdHoc ${how} session ${playbackId} for part ${partId}`;
}

export function decisionLine(ratingKey: string, decision: 'directplay' | 'transcode'): string {
  const codes =
    decision === 'directplay'
      ? 'MDE=1000,Direct play OK.'
      : 'MDE=1001,Direct play not available; Conversion OK.';
  return `Streaming Resource: Reached Decision id=${ratingKey} codes=(${codes})`;
}

export function sessionFoundLine(transcodeId: string): string {
  return `Found session GUID of ${transcodeId} in session start.`;
}

export function sessionStartedLine(transcodeId: string): string {
  return `Started session successfully: ${transcodeId}`;
}

export function pingLine(transcodeId: string): string {
  return `Received transcode session ping for session ${transcodeId}.`;
}

export interface TimelineLineParts {
  readonly clientIdentifier: string;
  readonly state: string;
  readonly timeMs: number;
  readonly durationMs: number;
  readonly guid: string;
  readonly ratingKey: string;
}

export function timelineLine(parts: TimelineLineParts): string {
  const { clientIdentifier, state, timeMs, durationMs, guid, ratingKey } = parts;
  return `Client [${clientIdentifier}] reporting timeline state ${state}, progress of ${timeMs}/${durationMs}ms for guid=${guid}, playbackTime=${timeMs}ms ratingKey=${ratingKey} url=, key=/library/metadata/${ratingKey}, containerKey=, metadataId=${ratingKey}, source=`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Dec 13, 2025 13:58:30.482`, in local time as Plex writes it. */
export function formatLogTime(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const fraction = String(date.getMilliseconds()).padStart(3, '0');
  return `${MONTHS[date.getMonth()]} ${two(date.getDate())}, ${date.getFullYear()} ${clock}.${fraction}`;
}

/** The whole line: `Dec 13, 2025 13:58:30.482 [Req#34f592] Killing job.` */
export function formatLogLine(line: LogLine): string {
  return `${formatLogTime(line.time)} ${line.text}`;
}
