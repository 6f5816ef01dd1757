import type { Catalogue, MediaCatalogue } from 'coplay/testing';
import { storybookBase } from './worker.ts';

let loaded: Promise<MediaCatalogue> | undefined;

/** The media of this repository, fetched at the first call and shared by all stories. */
export function storedMedia(): Promise<MediaCatalogue> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<MediaCatalogue> {
  const folder = new URL('media/', storybookBase());
  const catalogue = (await (await fetchFile(folder, 'catalogue.json')).json()) as Catalogue;
  const files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const read = async (file: string) =>
    new Uint8Array(await (await fetchFile(folder, file)).arrayBuffer());
  return {
    ...catalogue,
    read: (file) => {
      const bytes = files.get(file) ?? read(file);
      files.set(file, bytes);
      // A failed read is not kept: the next request tries again.
      bytes.catch(() => files.delete(file));
      return bytes;
    },
  };
}

async function fetchFile(folder: URL, file: string): Promise<Response> {
  const response = await fetch(new URL(file, folder));
  if (!response.ok) {
    throw new Error(
      `coplay: the story media ${file} answered ${response.status}. Is media/ there?`,
    );
  }
  return response;
}
