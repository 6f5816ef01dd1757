import type { PlexConnection } from './connection.ts';
import { isPlexError } from './errors.ts';
import type { PlexQuery } from './percent-encode.ts';
import { headBytes, rasterType } from './raster-type.ts';
import { readAnswer } from './read-answer.ts';

/** A cover has some 100 kB. Bytes. */
const largest = 20 * 1024 * 1024;

/** Lengths of the sides that are asked for, in pixels of the picture. A few, so that caches of server and proxies hold them. */
const steps = [96, 192, 384, 768, 1536];

/** Options of {@link fetchPicture}. */
export interface PictureOptions {
  readonly signal: AbortSignal;
  /** X-Plex-Client-Identifier. @default the one of the connection */
  readonly clientIdentifier?: string | undefined;
  /** The larger side of the picture as it is shown, in pixels of the screen. Larger than 1536: the full picture. @default the full one */
  readonly pixels?: number | undefined;
}

/**
 * Fetches a picture of the server. The blob has the type of its content, never that of the answer: a page may show its URL, and a
 * document with a script would run in the origin of the page. `undefined` for anything but a JPEG, PNG, GIF, WebP or AVIF of up to
 * 20 MB.
 *
 * The server makes it as small as it is shown, with some reserve, where it can: `/photo/:/transcode`. Its smaller side then has the
 * length that was asked for, and a small picture is not enlarged.
 *
 * @param path The value of `thumb` or `art` of an item.
 * @throws PlexError by status, or `server-unreachable`; the reason of the signal when it is aborted.
 */
export async function fetchPicture(
  connection: PlexConnection,
  path: string,
  { signal, clientIdentifier, pixels = Number.POSITIVE_INFINITY }: PictureOptions,
): Promise<Blob | undefined> {
  const ids: PlexQuery = clientIdentifier ? { 'X-Plex-Client-Identifier': clientIdentifier } : {};
  const full = connection.url(path, ids);
  const side = pictureSide(pixels);
  // The transcoder fetches URLs of other servers as well.
  if (side !== undefined && !path.startsWith('//')) {
    const box = { url: path, width: side, height: side, minSize: true, upscale: false };
    const url = connection.url('/photo/:/transcode', { ...box, ...ids });
    const small = await fetchRaster(connection, url, signal).catch((error: unknown) => {
      // Any answer of the server, such as that it has no such path or can't read the picture.
      if (isPlexError(error) && error.status !== undefined && !signal.aborted) return undefined;
      throw error;
    });
    if (small) return small;
  }
  return fetchRaster(connection, full, signal);
}

/** The side that is asked for: so many pixels or some more. `undefined`: the full picture. */
export function pictureSide(pixels: number): number | undefined {
  return steps.find((step) => step >= pixels);
}

async function fetchRaster(
  connection: PlexConnection,
  url: string,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const answer = await connection.fetch(url, { signal, headers: { Accept: 'image/*' } });
  const picture = await readBlob(answer);
  if (!picture) return undefined;
  const head = new Uint8Array(await picture.slice(0, headBytes).arrayBuffer());
  const type = rasterType(head);
  return type === undefined ? undefined : picture.slice(0, picture.size, type);
}

/** `undefined` for a body that is too large. The rest is not received. */
async function readBlob(answer: Response): Promise<Blob | undefined> {
  const reader = answer.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (reader) {
    const { done, value } = await readAnswer(answer, () => reader.read());
    if (done) break;
    size += value.byteLength;
    if (size > largest) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    pieces.push(value);
  }
  return new Blob(pieces);
}
