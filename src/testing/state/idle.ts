import type { IdleLimits } from '../server-options.ts';
import type { LiveResource } from './live-resource.ts';

/** When and why a stream ends without further requests. */
export interface IdleEnd {
  readonly at: number;
  readonly reason: string;
}

export const CLIENT_STOPPED = 'Client stopped playback.';
export const PAUSED_TOO_LONG = 'Playback has been paused for too long.';
/** Text of the emulated server only: no public log shows that of Plex. */
export const SHUTTING_DOWN = 'The server is shutting down.';

/** When a stream ends by the idle limits. Reports and pings keep it alive, segment requests do not. */
export function idleEnd(resource: LiveResource, limits: IdleLimits): IdleEnd | undefined {
  const ends: IdleEnd[] = [];
  const add = (from: number | undefined, limit: number | undefined, reason: string) => {
    if (from !== undefined && limit !== undefined) ends.push({ at: from + limit, reason });
  };
  const { addedAt, startedAt, decidedAt, fetchedAt, reportedAt, pingedAt, pausedAt } = resource;

  if (startedAt === undefined && resource.origin === 'decision') {
    add(latest(addedAt, decidedAt, reportedAt), limits.decidedMs, PAUSED_TOO_LONG);
  } else if (resource.decision === 'transcode' && startedAt !== undefined) {
    const alive = latest(startedAt, reportedAt, pingedAt);
    add(alive, limits.transcodeIdleMs, PAUSED_TOO_LONG);
    if (fetchedAt === undefined) add(alive, limits.neverFetchedMs, PAUSED_TOO_LONG);
    if (pausedAt !== undefined) {
      add(latest(pausedAt, pingedAt), limits.pausedWithoutPingMs, PAUSED_TOO_LONG);
    }
  } else {
    add(latest(addedAt, startedAt, fetchedAt, reportedAt), limits.directPlayMs, CLIENT_STOPPED);
  }
  add(pausedAt, limits.pausedLongerThanMs, PAUSED_TOO_LONG);
  return ends.sort((a, b) => a.at - b.at)[0];
}

function latest(...times: readonly (number | undefined)[]): number {
  return Math.max(...times.map((time) => time ?? Number.NEGATIVE_INFINITY));
}
