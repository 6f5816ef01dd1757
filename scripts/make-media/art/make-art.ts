import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eightCounts, openWater } from './covers.ts';
import { harbourWarmUp, lostReel, nightSwim, sunriseRide } from './posters.ts';

const ART: Readonly<Record<string, () => string>> = {
  'sunrise-ride.svg': sunriseRide,
  'night-swim.svg': nightSwim,
  'harbour-warm-up.svg': harbourWarmUp,
  'lost-reel.svg': lostReel,
  'eight-counts.svg': eightCounts,
  'open-water.svg': openWater,
};

/** Writes the posters and covers with the given names. */
export async function makeArt(files: readonly string[], target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const file of files) {
    const paint = ART[file];
    if (!paint)
      throw new Error(`coplay: there is no art for ${file}. Add it to posters.ts or covers.ts.`);
    await writeFile(join(target, file), paint());
  }
}
