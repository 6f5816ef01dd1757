import { createChunkLoader } from '../core/chunk-loader.ts';

/** The code that replaces a dead session. */
export type Healing = typeof import('./session-renewal.ts');

/** Downloads the code that replaces a dead session. It is not needed for the first frame. See {@link createChunkLoader}. */
export const loadHealing: () => Promise<Healing> = createChunkLoader(
  () => import('./session-renewal.ts'),
);
