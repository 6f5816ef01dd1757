import { createCopyLocal } from '../playback/page/copy-local.ts';
import { RemountCache } from '../playback/page/remount-cache.ts';
import type { Queue } from '../playback/queue/queue.ts';

/** Queues of unmounted components, kept for a remount. */
export const queueCache = createCopyLocal(
  'queues',
  () => new RemountCache<Queue>(),
  (cache) => cache.clear(),
);
