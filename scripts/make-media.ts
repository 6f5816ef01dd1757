/**
 * Generates everything in `media/` and the small set in `src/testing/small-media/`: draws the films in
 * Chromium, renders the music with a synthesiser, encodes both with ffmpeg, and writes the catalogues.
 *
 *   npm run make-media                     everything (some minutes)
 *   npm run make-media -- music art        only these parts: films, music, art, choices, series, small,
 *                                          small-choices (of the small set, what the choices need)
 *
 * The pictures, also those of the small set, need no ffmpeg.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveBrowser } from './browser.ts';
import { makeArt } from './make-media/art/make-art.ts';
import { describeLibrary } from './make-media/catalogue.ts';
import { makeChoices, makeSeries } from './make-media/choices/make-choices.ts';
import { makeFilm } from './make-media/film.ts';
import { artOf, FULL_LIBRARY } from './make-media/library.ts';
import { makeMusic } from './make-media/music.ts';
import { makeSmallArt, makeSmallChoices, makeSmallSet } from './make-media/small-set.ts';
import { openStudio } from './make-media/studio.ts';
import { requireFfmpeg } from './make-media/tools.ts';

/** Width of posters and covers, in pixels. */
const ART_WIDTH = 400;

const PARTS = ['films', 'music', 'art', 'choices', 'series', 'small'] as const;
/** A part of a part. */
const SMALL_CHOICES = 'small-choices';

async function makeMedia(wanted: readonly string[]): Promise<void> {
  const parts = wanted.length > 0 ? wanted : PARTS;
  const known: readonly string[] = [...PARTS, SMALL_CHOICES];
  const unknown = parts.find((part) => !known.includes(part));
  if (unknown)
    throw new Error(`coplay: there is no part ${unknown}. The parts are ${known.join(', ')}.`);
  // Check the tools before minutes of work.
  await Promise.all([parts.some((part) => part !== 'art') && requireFfmpeg(), resolveBrowser()]);
  const media = fileURLToPath(new URL('../media', import.meta.url));
  const work = await mkdtemp(join(tmpdir(), 'coplay-media-'));
  // Finished files are moved at the end, so that the folder stays usable meanwhile.
  const made = join(work, 'made');
  await Promise.all([made, media].map((folder) => mkdir(folder, { recursive: true })));
  try {
    if (parts.includes('music')) {
      for (const album of FULL_LIBRARY.albums) await makeMusic(album, work, made);
    }
    if (parts.some((part) => part !== 'music')) {
      const studio = await openStudio();
      try {
        if (parts.includes('art')) {
          await makeArt(studio, artOf(FULL_LIBRARY), made, ART_WIDTH);
          await makeSmallArt(studio, work);
        }
        if (parts.includes('films')) {
          for (const film of FULL_LIBRARY.films) await makeFilm(studio, film, work, made);
        }
        if (parts.includes('choices')) await makeChoices(studio, FULL_LIBRARY.choices, work, made);
        if (parts.includes('series')) await makeSeries(studio, FULL_LIBRARY.choices, work, made);
        if (parts.includes('small')) await makeSmallSet(studio, work);
        else if (parts.includes(SMALL_CHOICES)) await makeSmallChoices(studio, work);
      } finally {
        await studio.close();
      }
    }
    await cp(made, media, { recursive: true });
    const list = await describeLibrary(FULL_LIBRARY, media);
    await writeFile(join(media, 'catalogue.json'), `${JSON.stringify(list, null, 2)}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

makeMedia(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
