import type { PlexConnection } from '../../plex/index.ts';
import { pageRegistry } from './page-registry.ts';

/**
 * X-Plex-Client-Identifier of the page's requests that belong to no player: the host's, else the install id. A player keeps its own, so
 * none of them can end a stream. It stays the same over renders, visits and tabs, so a picture keeps its URL.
 */
export async function libraryClient({
  clientIdentifier,
}: PlexConnection): Promise<string | undefined> {
  return clientIdentifier ?? (await pageRegistry().prepareIdentity())?.installId;
}
