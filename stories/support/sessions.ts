import type { RequestRecord, ServerSnapshot } from 'coplay/testing';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import { requestsTo, serverHas } from './server.ts';

/** The decisions that the server gave, in their order. */
export function decisions(snapshot: ServerSnapshot): RequestRecord[] {
  return requestsTo(snapshot, '/decision').filter(({ status }) => status === 200);
}

/** The media segments that a transcode has delivered, or that any has. */
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

/** Kills the youngest transcode, as the server does when it thinks that its viewer has gone. Resolves with its id. */
export async function killTranscode(plex: StoryPlex): Promise<string> {
  const { jobs } = await serverHas(plex, 'a transcode', (now) => now.jobs.length > 0);
  const id = jobs.at(-1)?.transcodeId ?? '';
  const { baseUrl, token = '' } = plex.connection;
  const url = `${baseUrl}/transcode/sessions/${id}?X-Plex-Token=${token}`;
  const { status } = await plex.server.fetch(new Request(url, { method: 'DELETE' }));
  if (status !== 204) throw new Error(`The transcode could not be killed: ${status}.`);
  return id;
}

/** Resolves when a transcode other than `old` has delivered media; resolves with its id. */
export async function newTranscode(plex: StoryPlex, old: string): Promise<string> {
  const isNew = ({ transcodeId }: RequestRecord) => transcodeId !== old;
  const now = await serverHas(plex, 'media from a new transcode', (snapshot) =>
    deliveredSegments(snapshot).some(
      (request) => isNew(request) && isYoungest(snapshot, request.transcodeId),
    ),
  );
  return now.jobs.at(-1)?.transcodeId ?? '';
}

function isYoungest({ jobs }: ServerSnapshot, transcodeId: string | undefined): boolean {
  return jobs.at(-1)?.transcodeId === transcodeId;
}
