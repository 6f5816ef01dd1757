import { createChunkLoader } from '../core/chunk-loader.ts';

export type SessionParts = typeof import('./session-parts.ts');

let loaded: SessionParts | undefined;

/** Downloads what a session needs as soon as the server has answered. It takes less time than a decision. */
export const loadSessionParts: () => Promise<SessionParts> = createChunkLoader(async () => {
  loaded = await import('./session-parts.ts');
  return loaded;
});

/** What {@link loadSessionParts} has downloaded. */
export function loadedSessionParts(): SessionParts | undefined {
  return loaded;
}
