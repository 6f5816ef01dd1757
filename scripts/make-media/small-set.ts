import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeArt } from './art/make-art.ts';
import { describeLibrary } from './catalogue.ts';
import { makeFilm } from './film.ts';
import { artOf, SMALL_LIBRARY } from './library.ts';
import { makeMusic } from './music.ts';
import type { Studio } from './studio.ts';
import { run } from './tools.ts';

const NOTE = '// Made by `npm run make-media -- small`. Do not edit.\n';

const target = fileURLToPath(new URL('../../src/testing/small-media/files', import.meta.url));

/** Width of the pictures in the package, in pixels. */
const ART_WIDTH = 160;

/** Generates the media of the package, and writes each file as a module that exports it in base64. */
export async function makeSmallSet(studio: Studio, work: string): Promise<void> {
  const made = join(work, 'small');
  await mkdir(made);
  await makeArt(studio, artOf(SMALL_LIBRARY), made, ART_WIDTH);
  for (const album of SMALL_LIBRARY.albums) await makeMusic(album, work, made);
  for (const film of SMALL_LIBRARY.films) await makeFilm(studio, film, work, made);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const list = await describeLibrary(SMALL_LIBRARY, made);
  await writeModules(made);
  const listFile = join(target, 'list.ts');
  await writeFile(
    listFile,
    `${NOTE}import type { Catalogue } from '../../media-catalogue.ts';\n\n` +
      `export const SMALL_LIST: Catalogue = ${JSON.stringify(list, null, 2)};\n`,
  );
  await run('npx', ['biome', 'format', '--write', listFile]);
}

/** Generates only the pictures of the package. */
export async function makeSmallArt(studio: Studio, work: string): Promise<void> {
  const made = join(work, 'small-art');
  await makeArt(studio, artOf(SMALL_LIBRARY), made, ART_WIDTH);
  await writeModules(made);
}

async function writeModules(folder: string): Promise<void> {
  for (const file of await readdir(folder)) {
    const data = (await readFile(join(folder, file))).toString('base64');
    await writeFile(join(target, moduleName(file)), `${NOTE}export const base64 =\n  '${data}';\n`);
  }
}

/** `sunrise-ride.video.mp4` is in `sunrise-ride-video-mp4.base64.ts`; linters skip that extension. */
function moduleName(file: string): string {
  return `${file.replaceAll('.', '-')}.base64.ts`;
}
