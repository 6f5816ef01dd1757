import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogueVideo } from '../../src/testing/media-catalogue.ts';
import { smallCatalogue, smallFileNames } from '../../src/testing/small-media/small-catalogue.ts';
import { makeArt } from './art/make-art.ts';
import { describeLibrary } from './catalogue.ts';
import { makeChoices, makeSeries } from './choices/make-choices.ts';
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
  await writeChoices(studio, work, made);
}

/** Generates only the film with choices and the series. The other files stay as they are. */
export async function makeSmallChoices(studio: Studio, work: string): Promise<void> {
  const made = join(work, 'small');
  await mkdir(made);
  const present = smallCatalogue();
  for (const file of smallFileNames()) {
    const bytes = await present.read(file).catch(() => undefined);
    if (bytes) await writeFile(join(made, file), bytes);
  }
  await writeChoices(studio, work, made);
}

/** Adds the film with choices and the series to the folder, and writes the modules of all files in it. */
async function writeChoices(studio: Studio, work: string, made: string): Promise<void> {
  await makeChoices(studio, SMALL_LIBRARY.choices, work, made);
  await makeSeries(studio, SMALL_LIBRARY.choices, work, made);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const list = await describeLibrary(SMALL_LIBRARY, made);
  await writeModules(made);
  // Three files, since a source file has its limit of lines.
  const fileOf = ({ type, streams }: CatalogueVideo) =>
    type === 'episode' ? 'episodes' : streams ? 'choices' : 'list';
  const videosIn = (file: string) => list.videos.filter((video) => fileOf(video) === file);
  for (const file of ['choices', 'episodes']) {
    const type = "Pick<Catalogue, 'videos'>";
    await writeList(`${file}.ts`, file.toUpperCase(), type, { videos: videosIn(file) });
  }
  const videos = videosIn('list');
  await writeList('list.ts', 'LIST', 'Catalogue', { ...list, videos });
}

async function writeList(file: string, name: string, type: string, value: object): Promise<void> {
  const path = join(target, file);
  await writeFile(
    path,
    `${NOTE}import type { Catalogue } from '../../media-catalogue.ts';\n\n` +
      `export const ${name}: ${type} = ${JSON.stringify(value)};\n`,
  );
  await run('npx', ['biome', 'format', '--write', path]);
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
