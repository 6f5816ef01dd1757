import { join } from 'node:path';
import { drawFilm, encodeOpus, encodeVideo, joinProgressive, writeWav } from './encode.ts';
import type { Film } from './films.ts';
import { filmScore } from './songs/film-score.ts';
import type { Studio } from './studio.ts';

/** Draws a film, renders its score, and writes the files for DASH or direct play. */
export async function makeFilm(
  studio: Studio,
  film: Film,
  work: string,
  target: string,
): Promise<void> {
  if (!film.scene) return;
  const { name, score, delivery } = film.scene;
  const { seconds, audioKbps } = film.cut;
  const drawn = await drawFilm(studio, name, film.cut, work);
  const sound = await writeWav(filmScore({ ...score, seconds }), work, `${name}-${seconds}`);
  if (delivery === 'dash') {
    await encodeVideo(drawn, film.cut, join(target, `${name}.video.mp4`));
    await encodeOpus(sound, seconds, audioKbps, join(target, `${name}.audio.mp4`));
  } else {
    const video = join(work, `${name}.video.mp4`);
    await encodeVideo(drawn, film.cut, video);
    await joinProgressive(video, [sound], audioKbps, join(target, `${name}.mp4`));
  }
}
