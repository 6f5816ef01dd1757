import { createCopyLocal } from '../playback/page/copy-local.ts';
import { RemountCache } from '../playback/page/remount-cache.ts';
import type { Queue } from '../playback/queue/queue.ts';

/** Queues whose component has unmounted, for one that mounts again. Of this copy of the library. */
export const queueCache = createCopyLocal(
  () => new RemountCache<Queue>(),
  (cache) => cache.clear(),
);
