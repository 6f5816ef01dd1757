import { createChunkLoader } from '../core/chunk-loader.ts';

/** Downloads what a queue needs once it has entries. */
export const loadQueueParts = createChunkLoader(() => import('./queue-parts.ts'));
