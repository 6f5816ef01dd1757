import { createChunkLoader } from '../../playback/core/chunk-loader.ts';

/** Downloads what handles the keys of a player. */
export const loadShortcuts = createChunkLoader(() => import('./shortcuts.ts'));
