import type { LibraryPart } from '../library/library-part.ts';
import type { ConvertedMedia } from './convert.ts';

/**
 * The files of a transcode, in the order of its representations: picture and sound, or the sound of music. They follow the chosen
 * streams and the quality.
 */
export function segmentFiles(
  { dash }: LibraryPart,
  { streams, subtitles, kbps, height = 0, video }: ConvertedMedia,
): string[] {
  if (!dash) return [];
  const sound = streams.audio?.dash ?? dash.audio;
  const { pictures } = dash;
  if (pictures.length === 0 || !video) return [sound];
  const fitting = pictures.findIndex((one) => one.height <= height && one.kbps <= kbps);
  const at = fitting < 0 ? pictures.length - 1 : fitting;
  const burned = subtitles === 'burn' ? streams.subtitle?.burned?.[at] : undefined;
  const picture = burned ?? pictures[at]?.video;
  return picture === undefined ? [sound] : [picture, sound];
}
