import { readFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalogue, MediaCatalogue } from '../src/testing/media-catalogue.ts';

const DEFAULT_PATH = fileURLToPath(new URL('../media/catalogue.json', import.meta.url));

/** Reads a media catalogue from disk: a JSON file with the media files beside it. Each file is read once. */
export async function readFileCatalogue(path = DEFAULT_PATH): Promise<MediaCatalogue> {
  const catalogue = JSON.parse(await readFile(path, 'utf8')) as Catalogue;
  const folder = dirname(resolve(path));
  const files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    ...catalogue,
    read(file) {
      const full = resolve(folder, file);
      if (!full.startsWith(folder + sep)) {
        return Promise.reject(new Error(`coplay: "${file}" is outside the catalogue's folder.`));
      }
      let bytes = files.get(full);
      if (!bytes) {
        bytes = readFile(full).then((buffer) => new Uint8Array(buffer));
        bytes.catch(() => files.delete(full));
        files.set(full, bytes);
      }
      return bytes;
    },
  };
}
