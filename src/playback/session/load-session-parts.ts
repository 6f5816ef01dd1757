import { createChunkLoader } from '../core/chunk-loader.ts';

/** Downloads what a session needs as soon as the server has answered. It takes less time than a decision. */
export const loadSessionParts = createChunkLoader(() => import('./session-parts.ts'));
