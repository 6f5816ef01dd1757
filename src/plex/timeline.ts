import type { PlexConnection } from './connection.ts';
import { asNumber, guarded, mediaContainer } from './json-fields.ts';
import { fetchOptionalJson } from './read-json.ts';
import { redact } from './redact.ts';
import { serverText } from './server-text.ts';
import { type TimelineReport, timelineUrl } from './timeline-url.ts';

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
