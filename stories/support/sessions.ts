import type { RequestRecord, ServerSnapshot } from 'coplay/testing';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import { requestsTo, serverHas } from './server.ts';

/** The successful decision requests, in order. */
export function decisions(snapshot: ServerSnapshot): RequestRecord[] {
  return requestsTo(snapshot, '/decision').filter(({ status }) => status === 200);
}

/** The media segments delivered by one transcode, or by all. */
export function deliveredSegments(
  snapshot: ServerSnapshot,
  transcodeId?: string | undefined,
): RequestRecord[] {
  return snapshot.requests.filter(
    (request) =>
      request.path.endsWith('.m4s') &&
      request.status === 200 &&
      (transcodeId === undefined || request.transcodeId === transcodeId),
  );
}

/** Kills the newest transcode, as the server does when it assumes that the viewer has left. Resolves with its id. */
export async function killTranscode(plex: StoryPlex): Promise<string> {
  const { jobs } = await serverHas(plex, 'a transcode', (now) => now.jobs.length > 0);
  const id = jobs.at(-1)?.transcodeId ?? '';
  const { baseUrl, token = '' } = plex.connection;
  const url = `${baseUrl}/transcode/sessions/${id}?X-Plex-Token=${token}`;
  const { status } = await plex.server.fetch(new Request(url, { method: 'DELETE' }));
  if (status !== 204) throw new Error(`The transcode could not be killed: ${status}.`);
  return id;
}

/** Resolves with the id of the newest transcode, once one other than `old` has delivered media. */
export async function newTranscode(plex: StoryPlex, old: string): Promise<string> {
  const isNew = ({ transcodeId }: RequestRecord) => transcodeId !== old;
  const now = await serverHas(plex, 'media from a new transcode', (snapshot) =>
    deliveredSegments(snapshot).some(
      (request) => isNew(request) && isNewest(snapshot, request.transcodeId),
    ),
  );
  return now.jobs.at(-1)?.transcodeId ?? '';
}

function isNewest({ jobs }: ServerSnapshot, transcodeId: string | undefined): boolean {
  return jobs.at(-1)?.transcodeId === transcodeId;
}
