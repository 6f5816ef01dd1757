import { type RequestRecord, type ServerSnapshot, waitFor } from 'coplay/testing';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import { PATIENCE_MS } from './playing.ts';

/** Resolves with the first state of the story's server of which `accept` is true. */
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

/** The requests whose path ends so, in the order of arrival. */
export function requestsTo(snapshot: ServerSnapshot, tail: string): RequestRecord[] {
  return snapshot.requests.filter(({ path }) => path.endsWith(tail));
}

/** The timelines of one state. */
export function timelines(snapshot: ServerSnapshot, state: string): RequestRecord[] {
  return requestsTo(snapshot, '/:/timeline').filter(({ query }) => query.state === state);
}

/** The client identifiers of the devices that play, each once. */
export function playingClients(snapshot: ServerSnapshot): string[] {
  return [...new Set(snapshot.resources.map(({ clientIdentifier }) => clientIdentifier))];
}

/** The texts of the log that hold `part`. */
export function logLines(snapshot: ServerSnapshot, part: string): string[] {
  return snapshot.log.map(({ text }) => text).filter((text) => text.includes(part));
}

/** The lines by which a server says that one stream has ended another. */
export function evictions(snapshot: ServerSnapshot): string[] {
  const stopped = new Set(timelines(snapshot, 'stopped').map(({ playbackId }) => playbackId));
  return snapshot.ended
    .filter(({ reason, playbackId }) => /Client stopped/.test(reason) && !stopped.has(playbackId))
    .map(({ playbackId, reason }) => `${playbackId}: ${reason}`);
}
