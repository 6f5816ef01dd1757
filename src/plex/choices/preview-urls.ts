import type { PlexConnection } from '../connection.ts';
import type { PlexPart } from '../part.ts';
import { pathSegment } from '../url-path.ts';

type Previewed = Pick<PlexPart, 'id' | 'indexes'>;

/** Options of a request for preview pictures. */
export interface PreviewOptions {
  /** X-Plex-Client-Identifier. @default the one of the connection */
  readonly clientIdentifier?: string | undefined;
}

/** URL of the file with all preview pictures of a file, for `readBif`. `undefined` where the server has none. */
export function previewFileUrl(
  connection: PlexConnection,
  part: Previewed,
  options?: PreviewOptions,
): string | undefined {
  return previewUrl(connection, part, '', options);
}

/** URL of the preview picture at a position: a JPEG. `undefined` where the server has none. */
export function previewPictureUrl(
  connection: PlexConnection,
  part: Previewed,
  seconds: number,
  options?: PreviewOptions,
): string | undefined {
  return previewUrl(connection, part, `/${Math.max(0, Math.floor(seconds * 1_000)) || 0}`, options);
}

function previewUrl(
  connection: PlexConnection,
  { id, indexes }: Previewed,
  tail: string,
  { clientIdentifier }: PreviewOptions = {},
): string | undefined {
  // A server that is asked for pictures it does not have answers 404. `sd` is the only size that is documented.
  if (!id || !indexes?.split(',').includes('sd')) return undefined;
  const path = `/library/parts/${pathSegment(id, 'the id of the part')}/indexes/sd${tail}`;
  return connection.url(
    path,
    clientIdentifier ? { 'X-Plex-Client-Identifier': clientIdentifier } : {},
  );
}
