import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Studio } from '../studio.ts';
import { eightCounts, openWater } from './covers.ts';
import { harbourWarmUp, lostReel, nightSwim, sunriseRide, twoShores } from './posters.ts';

/** Each as SVG. Players show raster pictures only. */
const ART: Readonly<Record<string, () => string>> = {
  'sunrise-ride.webp': sunriseRide,
  'night-swim.webp': nightSwim,
  'harbour-warm-up.webp': harbourWarmUp,
  'lost-reel.webp': lostReel,
  'two-shores.webp': twoShores,
  'eight-counts.webp': eightCounts,
  'open-water.webp': openWater,
};

/** Writes the posters and covers with the given names, `width` pixels wide. */
export async function makeArt(
  studio: Studio,
  files: readonly string[],
  target: string,
  width: number,
): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const file of files) {
    const paint = ART[file];
    if (!paint)
      throw new Error(`coplay: there is no art for ${file}. Add it to posters.ts or covers.ts.`);
    await writeFile(join(target, file), await studio.paint(paint(), width));
  }
}
