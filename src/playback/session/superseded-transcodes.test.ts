import { expect, it, vi } from 'vitest';
import { createPlaybackIds, createPlexConnection, renewTranscodeId } from '../../plex/index.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { SupersededTranscodes } from './superseded-transcodes.ts';

const first = createPlaybackIds('single-1', 'video');
const second = renewTranscodeId(first);

function setUp() {
  const server = { isAway: false };
  const session = { isOver: false };
  const asked: (string | null)[] = [];
  const requestQueue = createRequestQueue();
  const connection = createPlexConnection({
    baseUrl: 'http://tv',
    fetch: async (input) => {
      asked.push(new URL(String(input)).searchParams.get('session'));
      if (server.isAway) throw new TypeError('Failed to fetch');
      return new Response();
    },
  });
  const superseded = new SupersededTranscodes({ playback: { connection, requestQueue }, session });
  const settled = () => requestQueue.run(first.clientIdentifier, async () => {});
  return { superseded, server, session, asked, settled };
}

it('stops a transcode once', async () => {
  const { superseded, asked, settled } = setUp();
  superseded.add(first);
  await settled();
  superseded.stop();
  await settled();
  expect(asked).toEqual([first.transcodeId]);
});

it('keeps those that cannot be stopped for the next call', async () => {
  const { superseded, server, asked, settled } = setUp();
  server.isAway = true;
  superseded.add(first);
  await settled();
  superseded.add(second);
  await settled();
  server.isAway = false;
  superseded.stop();
  await settled();
  const ids = [first, first, first, second].map(({ transcodeId }) => transcodeId);
  await vi.waitFor(() => expect(asked).toEqual(ids));
});

it('stops nothing once the session has ended', async () => {
  const { superseded, session, asked, settled } = setUp();
  session.isOver = true;
  superseded.add(first);
  await settled();
  expect(asked).toEqual([]);
});
