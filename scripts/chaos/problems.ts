import {
  type PlexServer,
  type RequestRecord,
  type ServerSnapshot,
  waitFor,
} from '../../src/testing/index.ts';
import type { MediaObservation } from './page/media-record.ts';
import type { ChaosObservation } from './page/media-watch.ts';

/** How far off a position may be. Seconds. */
const TOLERANCE = 1;
const BLOCK_SECONDS = 5;

/**
 * Returns the problems of a run as sentences. A position is correct when, within a second,
 *
 * - the playhead kept up with the clock, except during announced stalls, and resumed at the same position after each
 *   interruption (recorded by `MediaRecord` in the page);
 * - the server has the same position: that of its last timeline plus the time since;
 * - the picture shows it: the ride shows which 5 s of the minute are played.
 */
export function problemsOf(
  observed: ChaosObservation,
  snapshot: ServerSnapshot,
  healedAt: number,
): string[] {
  const { failures, drawn, video, audio } = observed;
  return [
    ...failures.map(failureText),
    ...wrongMoves('video', video),
    ...wrongMoves('music', audio),
    ...wrongReport('video', video, snapshot, healedAt),
    ...wrongReport('music', audio, snapshot, healedAt),
    ...(drawn && showsBlock(drawn) ? [] : [`The picture is not that of ${drawn?.position} s.`]),
    ...wrongServer(snapshot),
  ];
}

/** Each player has an identity of its own, so that none can end the stream of another: such an error is always wrong. */
function failureText(failure: string): string {
  return failure.startsWith('evicted-by-sibling')
    ? `A player blames the other one, which did nothing: ${failure}`
    : `A player gave up: ${failure}`;
}

function wrongMoves(name: string, media: MediaObservation): string[] {
  const { worstDrift, worstJump, worstEnd } = media;
  const off = (seconds: number) => Math.abs(seconds) > TOLERANCE;
  const said = (seconds: number) => `${seconds.toFixed(2)} s`;
  return [
    ...(off(worstDrift) ? [`The ${name} was ${said(worstDrift)} off the clock.`] : []),
    ...(off(worstJump) ? [`The ${name} went on ${said(worstJump)} from where it was.`] : []),
    ...(off(worstEnd) ? [`A piece of ${name} ended ${said(worstEnd)} before its end.`] : []),
  ];
}

function wrongReport(
  name: 'video' | 'music',
  { position, at }: MediaObservation,
  snapshot: ServerSnapshot,
  healedAt: number,
): string[] {
  const report = lastReport(snapshot, name, healedAt);
  if (!report) return [`The server heard nothing of the ${name} after the faults.`];
  const told = Number(report.query.time) / 1000 + (at - report.time) / 1000;
  if (Math.abs(told - position) <= TOLERANCE) return [];
  return [`The ${name} is at ${position.toFixed(2)} s; the server believes ${told.toFixed(2)} s.`];
}

function showsBlock({ block, position }: NonNullable<ChaosObservation['drawn']>): boolean {
  const blockAt = (seconds: number) => Math.floor((seconds % 60) / BLOCK_SECONDS);
  const near = [position - TOLERANCE, position, position + TOLERANCE];
  return near.some((seconds) => blockAt(Math.max(0, seconds)) === block);
}

/** Client identifier of requests that belong to no player. */
const LIBRARY = /^[a-z0-9]{16}$/;

/** The server must have two streams, a device for each player, and at most one transcode per stream. */
function wrongServer({ resources, jobs, devices }: ServerSnapshot): string[] {
  const kinds = resources.map(({ kind }) => kind).sort();
  const owners = jobs.map(({ playbackId }) => playbackId);
  const players = devices.filter(({ clientIdentifier }) => !LIBRARY.test(clientIdentifier));
  const isAlive = (id: string) => resources.some(({ playbackId }) => playbackId === id);
  return [
    ...(kinds.join() === 'music,video'
      ? []
      : [`The server holds ${kinds.join(' and ') || 'none'}.`]),
    ...(new Set(owners).size === owners.length && owners.every(isAlive)
      ? []
      : [`The server runs ${jobs.length} transcodes, more than its streams need.`]),
    ...(players.length === 2 ? [] : [`The account has ${players.length} devices for 2 players.`]),
  ];
}

/** Resolves with true once the server has the expected state and reports of both players since `healedAt`. */
export async function serverSettled(
  server: PlexServer,
  healedAt: number,
  withinMs: number,
): Promise<boolean> {
  return fulfilled(
    server,
    (snapshot) =>
      wrongServer(snapshot).length === 0 &&
      lastReport(snapshot, 'video', healedAt) !== undefined &&
      lastReport(snapshot, 'music', healedAt) !== undefined,
    withinMs,
  );
}

/** Resolves with whether all streams and transcodes end within 5 s. */
export async function leavesNothing(server: PlexServer): Promise<boolean> {
  return fulfilled(server, ({ resources, jobs }) => resources.length + jobs.length === 0, 5_000);
}

async function fulfilled(
  server: PlexServer,
  accept: (snapshot: ServerSnapshot) => boolean,
  withinMs: number,
): Promise<boolean> {
  return waitFor(server, accept, { signal: AbortSignal.timeout(withinMs) }).then(
    () => true,
    () => false,
  );
}

/** The latest successful `playing` timeline of a kind since `healedAt`. */
function lastReport(
  { requests, resources }: ServerSnapshot,
  kind: 'video' | 'music',
  healedAt: number,
): RequestRecord | undefined {
  const owner = resources.find((resource) => resource.kind === kind)?.playbackId;
  return requests.findLast(
    ({ path, playbackId, status, query, time }) =>
      path === '/:/timeline' &&
      playbackId === owner &&
      status === 200 &&
      query.state === 'playing' &&
      time > healedAt,
  );
}
