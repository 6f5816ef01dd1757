import { createChunkLoader } from '../../playback/core/chunk-loader.ts';

/** Downloads what a list does besides showing its first rows. */
export const loadTrackListModel = createChunkLoader(() => import('./track-list-model.ts'));
