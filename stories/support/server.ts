import { type RequestRecord, type ServerSnapshot, waitFor } from 'coplay/testing';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import { PATIENCE_MS } from './playing.ts';

/** Resolves with the first snapshot of the story's server that `accept` returns true for. Rejects with the last requests. */
export async function serverHas(
  plex: StoryPlex,
  what: string,
  accept: (snapshot: ServerSnapshot) => boolean,
): Promise<ServerSnapshot> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await waitFor(plex.server, accept, { signal });
  } catch (cause) {
    const { requests } = plex.server.snapshot();
    const last = requests
      .slice(-12)
      .map(({ method, path, status }) => `${method} ${path} ${status}`);
    throw new Error(`The server never had ${what}. Last requests:\n${last.join('\n')}`, { cause });
  }
}

/** The requests whose path ends with `tail`, in the order of arrival. */
export function requestsTo(snapshot: ServerSnapshot, tail: string): RequestRecord[] {
  return snapshot.requests.filter(({ path }) => path.endsWith(tail));
}

/** The timeline reports with `state`. */
export function timelines(snapshot: ServerSnapshot, state: string): RequestRecord[] {
  return requestsTo(snapshot, '/:/timeline').filter(({ query }) => query.state === state);
}

/** The client identifiers of all streams, each once. */
export function playingClients(snapshot: ServerSnapshot): string[] {
  return [...new Set(snapshot.resources.map(({ clientIdentifier }) => clientIdentifier))];
}

/** The lines of the log that contain `part`. */
export function logLines(snapshot: ServerSnapshot, part: string): string[] {
  return snapshot.log.map(({ text }) => text).filter((text) => text.includes(part));
}

/** The streams that the server has ended because of another one. */
export function evictions(snapshot: ServerSnapshot): string[] {
  const stopped = new Set(timelines(snapshot, 'stopped').map(({ playbackId }) => playbackId));
  return snapshot.ended
    .filter(({ reason, playbackId }) => /Client stopped/.test(reason) && !stopped.has(playbackId))
    .map(({ playbackId, reason }) => `${playbackId}: ${reason}`);
}
