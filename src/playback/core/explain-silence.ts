import { isPlexError, type PlexConnection } from '../../plex/index.ts';
import { createChunkLoader } from './chunk-loader.ts';
import { within } from './within.ts';

export const loadServerConnections = createChunkLoader(() => import('./server-connections.ts'));

/** Time limit of the code that finds out. Milliseconds. */
const DOWNLOAD_MS = 2_000;

/**
 * What a request has failed with: `thrown`, or a PlaybackError that says that no connection was free for it. Where the server is
 * behind a proxy of the page, that code could not be downloaded then. The direct plays that take the connections have loaded it.
 */
export async function explainSilence(
  thrown: unknown,
  connection: PlexConnection,
  signal: AbortSignal,
): Promise<unknown> {
  // A fetch of the host may have no connections of the browser.
  const isSilence = isPlexError(thrown) && thrown.code === 'server-unreachable';
  if (!isSilence || connection.customFetch) return thrown;
  const options = { cause: thrown, holds: false, signal };
  const found = await within(DOWNLOAD_MS, loadServerConnections())
    .then((loaded) => loaded?.whyNotSent(connection.url('/'), options))
    .catch(() => undefined);
  return found ?? thrown;
}
