import type { PlexConnection } from './connection.ts';
import { asNumber, guarded, mediaContainer } from './json-fields.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
import { fetchOptionalJson } from './read-json.ts';
import { redact } from './redact.ts';
import { serverText } from './server-text.ts';
import { metadataPath } from './transcode-query.ts';

/** Values of the parameter `state`. `buffering`: waiting for data while not paused. `stopped`: the last report of a playback. */
export type TimelineState = 'playing' | 'paused' | 'buffering' | 'stopped';

/** The position and state of a playback. Send it on every change of state, and every 10 s in every state. */
export interface TimelineReport {
  ids: PlaybackIds;
  ratingKey: string;
  state: TimelineState;
  /** Position in the item, in seconds. */
  timeSeconds: number;
  /** Length of the item. While it is unknown (0), the time is sent as 0 too: a time past the end is answered 400. */
  durationSeconds: number;
  /** Time spent playing, without pauses. */
  playbackTimeSeconds?: number | undefined;
  /** Whether another item follows this `stopped` immediately. */
  continuing?: boolean | undefined;
}

/** The answer to a report. With a `terminationCode` the server has ended the playback: show the text, stop, send no more reports. */
export interface TimelineAnswer {
  terminationCode?: number;
  /** The text of the server or of its administrator, redacted. */
  terminationText?: string;
}

/** Options of a report, a ping, a stop or a mark as watched. */
export interface PlexCallOptions {
  /** Ends the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** Whether the request outlives the page, as for the last `stopped`. */
  keepalive?: boolean | undefined;
  /** How long the answer may take, in milliseconds. @default `timeoutMs` of the connection; without limit with `keepalive` */
  timeoutMs?: number | undefined;
}

/** URL of a report. Times are in whole milliseconds, and the position is between 0 and the duration. */
export function timelineUrl(connection: PlexConnection, report: TimelineReport): string {
  const duration = milliseconds(report.durationSeconds);
  return connection.url('/:/timeline', {
    ratingKey: report.ratingKey,
    key: metadataPath(report.ratingKey),
    state: report.state,
    time: Math.min(milliseconds(report.timeSeconds), duration),
    duration,
    playbackTime:
      report.playbackTimeSeconds === undefined
        ? undefined
        : milliseconds(report.playbackTimeSeconds),
    continuing: report.continuing,
    hasMDE: true,
    ...idsQuery(report.ids),
  });
}

/**
 * Sends a report. An empty or unreadable answer is no error.
 * @throws PlexError by HTTP status or `server-unreachable`.
 */
export async function reportTimeline(
  connection: PlexConnection,
  report: TimelineReport,
  options: PlexCallOptions = {},
): Promise<TimelineAnswer> {
  const body = await fetchOptionalJson(connection, timelineUrl(connection, report), options);
  return parseTimelineAnswer(body, connection.redact);
}

/** Reads the answer to a report. Anything unknown counts as an answer without a termination. */
export function parseTimelineAnswer(
  body: unknown,
  clean: (text: string) => string = redact,
): TimelineAnswer {
  return guarded(() => readTermination(body, clean)) ?? {};
}

function readTermination(body: unknown, clean: (text: string) => string): TimelineAnswer {
  const container = mediaContainer(body);
  const code = asNumber(container?.terminationCode);
  const text = serverText(container?.terminationText, clean);
  return {
    ...(code !== undefined && { terminationCode: code }),
    ...(text !== undefined && { terminationText: text }),
  };
}

function milliseconds(seconds: number): number {
  if (!(seconds > 0)) return 0;
  return Math.min(Math.round(seconds * 1000), Number.MAX_SAFE_INTEGER);
}
