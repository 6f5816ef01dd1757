import type { Library } from '../library/library.ts';
import type { LibraryStream } from '../library/library-stream.ts';

/** The text of subtitles, decoded. `undefined` without a file, or one that is gone. */
export async function readText(
  library: Library,
  { text, encoding = 'utf-8' }: LibraryStream,
): Promise<string | undefined> {
  const bytes = await readBytes(library, text);
  return bytes && new TextDecoder(encoding).decode(bytes);
}

export async function readBytes(
  library: Library,
  file: string | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // A catalogue rejects an unknown name: the file is not there.
  return file === undefined ? undefined : library.read(file).catch(() => undefined);
}
