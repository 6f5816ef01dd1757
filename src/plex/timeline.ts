import type { PlexConnection } from './connection.ts';
import { asNumber, guarded, mediaContainer } from './json-fields.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
import { fetchOptionalJson } from './read-json.ts';
import { redact } from './redact.ts';
import { serverText } from './server-text.ts';
import { metadataPath } from './transcode-query.ts';

/** Values of the parameter `state`. `buffering` is a wait for data while not paused, `stopped` the last of a playback. */
export type TimelineState = 'playing' | 'paused' | 'buffering' | 'stopped';

/** Where a playback stands. To be sent on every change of state, and every 10 s in every state. */
export interface TimelineReport {
  ids: PlaybackIds;
  ratingKey: string;
  state: TimelineState;
  /** Position in the item. */
  timeSeconds: number;
  /** Of the item. While it is unknown (0) the time on the wire is 0 too: a time past the end is answered 400. */
  durationSeconds: number;
  /** How long it has really been playing, without pauses. */
  playbackTimeSeconds?: number | undefined;
  /** Whether a next item follows this `stopped` at once. */
  continuing?: boolean | undefined;
}

/** When the server ends a playback it says so here. Show the text, stop, and report nothing more. */
export interface TimelineAnswer {
  terminationCode?: number;
  /** In the server's words, redacted. An administrator may have written it. */
  terminationText?: string;
}

/** How to send a report, a ping, a stop or a mark as watched. */
export interface PlexCallOptions {
  /** Ends the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** Whether the call outlives the page, for the last `stopped`. */
  keepalive?: boolean | undefined;
  /** How long the answer may take, in milliseconds. @default `timeoutMs` of the connection; with `keepalive`, for ever */
  timeoutMs?: number | undefined;
}

/** URL of a report, in whole milliseconds, with the time within 0 and the duration. */
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
 * Sends a report. An empty or unreadable answer is no failure.
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

/** Reads the answer to a report. Anything unknown is an answer without a termination. */
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
