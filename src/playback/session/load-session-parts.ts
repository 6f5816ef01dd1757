import { createChunkLoader } from '../core/chunk-loader.ts';

export type SessionParts = typeof import('./session-parts.ts');

/** Downloads what a session needs as soon as the server has answered. It takes less time than a decision. */
export const loadSessionParts: () => Promise<SessionParts> = createChunkLoader(
  () => import('./session-parts.ts'),
);
