import type { PlexConnection } from './connection.ts';
import { headBytes, rasterType } from './raster-type.ts';
import { readAnswer } from './read-answer.ts';

/** A cover has some 100 kB. Bytes. */
const largest = 20 * 1024 * 1024;

/**
 * Fetches a picture of the server. The blob has the type of its content, never that of the answer: a page may show its URL, and a
 * document with a script would run in the origin of the page. `undefined` for anything but a JPEG, PNG, GIF, WebP or AVIF of up to
 * 20 MB.
 * @param path The value of `thumb` or `art` of an item.
 * @throws PlexError by status, or `server-unreachable`; the reason of the signal when it is aborted.
 */
export async function fetchPicture(
  connection: PlexConnection,
  path: string,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const answer = await connection.fetch(connection.url(path), {
    signal,
    headers: { Accept: 'image/*' },
  });
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
