import type { PlexConnection } from './connection.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
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

function milliseconds(seconds: number): number {
  if (!(seconds > 0)) return 0;
  return Math.min(Math.round(seconds * 1000), Number.MAX_SAFE_INTEGER);
}
