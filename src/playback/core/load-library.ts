import { createChunkLoader } from './chunk-loader.ts';

/** Downloads the requests for items, albums and playlists. */
export const loadLibrary = createChunkLoader(() => import('./library-requests.ts'));
