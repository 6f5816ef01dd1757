import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawFilm, encodeOpus, encodeVideo, joinProgressive, writeWav } from '../encode.ts';
import { render } from '../sound/wave.ts';
import type { Studio } from '../studio.ts';
import { writeBif } from './bif.ts';
import type { ChoiceCut } from './choice-cut.ts';
import { cuesIn, forcedCues } from './cues.ts';
import { ass, srt, windows1250 } from './subtitle-files.ts';

/** The sounds of the film, by the end of their file names: one pure tone each, so that a test can tell what it hears. Hertz. */
export const TONES = { de: 330, en: 740, comment: 520 } as const;

const CUTS = ['original', 'medium', 'low'] as const;
/** Time from one preview picture to the next. */
const PREVIEW_MS = 2000;

/** Makes the film with choices: three pictures, each also with subtitles in it, three sounds, subtitles and preview pictures. */
export async function makeChoices(
  studio: Studio,
  cut: ChoiceCut,
  work: string,
  target: string,
): Promise<void> {
  const { seconds, audioKbps, pictures, previewScale } = cut;
  for (const name of CUTS) {
    for (const ending of ['', '.burned']) {
      const shape = { ...pictures[name], seconds, audioKbps };
      const drawn = await drawFilm(studio, `two-shores.${name}${ending}`, shape, work);
      await encodeVideo(drawn, shape, join(target, `two-shores.${name}${ending}.mp4`));
    }
  }
  const sounds: string[] = [];
  for (const [name, hertz] of Object.entries(TONES)) {
    const source = await writeWav(tone(hertz, seconds), work, `two-shores-${name}-${seconds}`);
    await encodeOpus(source, seconds, audioKbps, join(target, `two-shores.${name}.mp4`));
    sounds.push(source);
  }
  const original = join(target, 'two-shores.original.mp4');
  await joinProgressive(original, sounds, audioKbps, join(target, 'two-shores.mp4'));
  await writeSubtitles(seconds, target);
  const count = Math.ceil((seconds * 1000) / PREVIEW_MS);
  const moments = Array.from({ length: count }, (_, at) => (at * PREVIEW_MS) / 1000);
  const stills = await studio.stills('two-shores.original', moments, previewScale);
  await writeFile(join(target, 'two-shores.bif'), writeBif(stills, PREVIEW_MS));
}

/** Makes the pictures of the three episodes. They have the sounds of the film. */
export async function makeSeries(
  studio: Studio,
  cut: ChoiceCut,
  work: string,
  target: string,
): Promise<void> {
  const shape = { ...cut.pictures.episode, seconds: cut.episodeSeconds, audioKbps: cut.audioKbps };
  for (const episode of [1, 2, 3]) {
    const name = `short-crossing-${episode}`;
    const drawn = await drawFilm(studio, name, shape, work);
    await encodeVideo(drawn, shape, join(target, `${name}.mp4`));
  }
}

/** One frequency, a little louder at each second. */
function tone(hertz: number, seconds: number): Float32Array {
  return render(
    seconds,
    (t) => Math.sin(2 * Math.PI * hertz * t) * (0.14 + 0.12 * Math.exp(-4 * (t % 1))),
  );
}

async function writeSubtitles(seconds: number, target: string): Promise<void> {
  const texts: Readonly<Record<string, string | Uint8Array>> = {
    'two-shores.en.srt': srt(cuesIn('english', seconds)),
    'two-shores.en.sdh.srt': srt(cuesIn('deaf', seconds)),
    'two-shores.en.forced.srt': srt(forcedCues()),
    'two-shores.de.srt': srt(cuesIn('german', seconds)),
    'two-shores.de.ass': ass(cuesIn('german', seconds)),
    // The extension lies: the content is SubRip.
    'two-shores.pl.vtt': windows1250(srt(cuesIn('polish', seconds))),
  };
  for (const [file, text] of Object.entries(texts)) await writeFile(join(target, file), text);
}
