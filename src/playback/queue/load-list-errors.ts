import { createChunkLoader } from '../core/chunk-loader.ts';

/** Downloads the errors of lists that can't be played. Most lists need none. */
export const loadListErrors = createChunkLoader(() => import('./list-errors.ts'));
