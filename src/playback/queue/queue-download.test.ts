import { beforeEach, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { loadQueueParts } from './load-queue-parts.ts';
import { Queue } from './queue.ts';
import * as parts from './queue-parts.ts';

vi.mock('./load-queue-parts.ts', () => ({ loadQueueParts: vi.fn() }));

const server = createPlexConnection({
  baseUrl: 'http://tv:32400',
  fetch: async (input) => {
    const keys = new URL(String(input)).pathname.split('/').at(-1)?.split(',') ?? [];
    const Metadata = keys.map((ratingKey) => ({ ratingKey, type: 'track', title: ratingKey }));
    return Response.json({ MediaContainer: { Metadata } });
  },
});
const source = { queue: [{ ratingKey: '1' }, { ratingKey: '2' }, { ratingKey: ' ' }] };
let life: AbortController;
const download = vi.mocked(loadQueueParts);

beforeEach(() => {
  life = new AbortController();
  download.mockReset();
  download.mockImplementation(async () => {
    throw new PlaybackError('server-unreachable');
  });
});

const codes = (queue: Queue) => queue.store.get().entries.map(({ error }) => error?.code);
const titles = (queue: Queue) => queue.store.get().entries.map(({ item }) => item?.title);
const away = 'server-unreachable';

it('marks the rows that get no title because the code for it could not be downloaded', async () => {
  const queue = new Queue();
  await queue.load(server, source, life.signal);
  expect(queue.store.get().status).toBe('ready');
  expect(codes(queue)).toEqual([away, away, 'invalid-argument']);
});

it.each(['showRows', 'backOnline'] as const)('tries the download again: %s', async (way) => {
  const queue = new Queue();
  await queue.load(server, source, life.signal);
  await queue.showRows([0, 1, 2]);
  expect(download).toHaveBeenCalledTimes(2);
  download.mockImplementation(async () => parts);
  await (way === 'showRows' ? queue.showRows([0, 1]) : queue.backOnline());
  expect(titles(queue)).toEqual(['1', '2', undefined]);
  expect(codes(queue)).toEqual([undefined, undefined, 'invalid-argument']);
});

it('marks nothing after it has ended', async () => {
  const queue = new Queue();
  download.mockImplementation(async () => {
    life.abort();
    throw new PlaybackError('server-unreachable');
  });
  await queue.load(server, source, life.signal);
  expect(codes(queue)).toEqual([undefined, undefined, 'invalid-argument']);
});
