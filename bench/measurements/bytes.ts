import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ENGINE_CHUNK } from '../runner/build-page.ts';
import type { Lab } from '../runner/lab.ts';
import type { Measurement } from '../runner/measurement.ts';

export const bytes: Measurement = {
  name: 'bytes',
  title: 'Bytes',
  method:
    'Scripts and style sheets of a production page (Vite, minified, gzip -9), minus those of a page with React only. dash.js is counted separately. "At once" is the entry with its static imports; "until it plays" is what the browser has fetched by the first frame.',
  figures: [
    { key: 'at-once', title: 'At once, beyond React and dash.js', unit: 'kB', digits: 1 },
    {
      key: 'until-it-plays',
      title: 'Until it plays, beyond React and dash.js',
      unit: 'kB',
      digits: 1,
    },
    { key: 'engine', title: 'dash.js', unit: 'kB', digits: 1 },
  ],
  rounds: () => 1,
  async measure(lab, peer) {
    const baseline = await sizeOf(lab.folderOf(peer.baseline), [
      ...(await initialFiles(lab.folderOf(peer.baseline))),
    ]);
    const folder = lab.folderOf(peer.name);
    const initial = await initialFiles(folder);
    const fetched = await fetchedFiles(lab, peer);
    return {
      'at-once': (await sizeOf(folder, [...initial].filter(isNoEngine))) - baseline,
      'until-it-plays': (await sizeOf(folder, fetched.filter(isNoEngine))) - baseline,
      engine: await sizeOf(
        folder,
        fetched.filter((file) => !isNoEngine(file)),
      ),
    };
  },
};

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** The entry, what it imports statically, and their style sheets. */
async function initialFiles(folder: string): Promise<Set<string>> {
  const manifest = JSON.parse(
    await readFile(join(folder, '.vite/manifest.json'), 'utf8'),
  ) as Readonly<Record<string, Chunk>>;
  const files = new Set<string>();
  const follow = (chunk: Chunk | undefined) => {
    if (!chunk || files.has(chunk.file)) return;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const key of chunk.imports ?? []) follow(manifest[key]);
  };
  for (const chunk of Object.values(manifest)) if (chunk.isEntry) follow(chunk);
  return files;
}

/** The scripts and style sheets that the browser has fetched by the first frame. */
async function fetchedFiles(lab: Lab, peer: Parameters<Measurement['measure']>[1]) {
  const urls = await lab.visit(peer, {}, async (visit) => {
    await visit.firstFrame(await visit.mount());
    return visit.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
  });
  const own = `/${peer.name}/`;
  const paths = urls
    .map((url) => new URL(url).pathname)
    .filter((path) => path.startsWith(own) && /\.(?:js|css)$/.test(path))
    .map((path) => path.slice(own.length));
  return [...new Set(paths)];
}

function isNoEngine(file: string): boolean {
  return !basename(file).startsWith(`${ENGINE_CHUNK}-`);
}

/** In kB, each file compressed by itself. */
async function sizeOf(folder: string, files: readonly string[]): Promise<number> {
  const sizes = files.map(
    async (file) => gzipSync(await readFile(join(folder, file)), { level: 9 }).byteLength,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}
