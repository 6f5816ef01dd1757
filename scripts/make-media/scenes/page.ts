import { cuesIn } from '../choices/cues.ts';
import { harbourWarmUp } from './harbour-warm-up.ts';
import { nightSwim } from './night-swim.ts';
import { HEIGHT, type Scene, WIDTH } from './scene.ts';
import { sunriseRide } from './sunrise-ride.ts';
import { shortCrossing, twoShores } from './two-shores.ts';

/** The texts that are drawn into the picture, of a film of any length. */
const burned = cuesIn('english', Number.POSITIVE_INFINITY).map(({ startMs, endMs, words }) => ({
  ...{ from: startMs / 1000, until: endMs / 1000, words },
}));

const SCENES: Record<string, Scene> = {
  'sunrise-ride': sunriseRide,
  'night-swim': nightSwim,
  'harbour-warm-up': harbourWarmUp,
  'two-shores.original': twoShores('original'),
  'two-shores.original.burned': twoShores('original', burned),
  'two-shores.medium': twoShores('medium'),
  'two-shores.medium.burned': twoShores('medium', burned),
  'two-shores.low': twoShores('low'),
  'two-shores.low.burned': twoShores('low', burned),
  'short-crossing-1': shortCrossing(1),
  'short-crossing-2': shortCrossing(2),
  'short-crossing-3': shortCrossing(3),
};

/** Loads the typeface. `woff2` is base64. */
export async function loadTypeface(weight: string, woff2: string): Promise<void> {
  const face = new FontFace('Outfit', `url(data:font/woff2;base64,${woff2})`, { weight });
  document.fonts.add(await face.load());
}

/** Draws frames of a scene and returns them in base64: as PNG, or as JPEG of a middling quality. */
export function drawFrames(
  name: string,
  moments: readonly number[],
  scale: number,
  type: 'image/png' | 'image/jpeg',
): string[] {
  const scene = SCENES[name];
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * scale;
  canvas.height = HEIGHT * scale;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!scene || !pen)
    throw new Error(`coplay: there is no scene ${name}, or no canvas to draw on.`);
  pen.scale(scale, scale);
  return moments.map((seconds) => {
    scene.draw(pen, seconds);
    return canvas.toDataURL(type, 0.6).slice(`data:${type};base64,`.length);
  });
}

/** Draws an SVG in this width, and returns it as WebP in base64. */
export async function paintSvg(svg: string, width: number): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('coplay: there is no canvas to draw on.');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', 0.8).slice('data:image/webp;base64,'.length);
}
