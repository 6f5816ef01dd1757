import { cyclist } from './cyclist.ts';
import {
  box,
  disc,
  ground,
  HEIGHT,
  type Pen,
  polygon,
  type Scene,
  stroke,
  WIDTH,
  wrap,
} from './scene.ts';
import { clock, clockWidth, tenths, text } from './type.ts';

/** The glow around the sun, from the outer ring to the inner. Flat colours compress well. */
const SKY = '#54224f';
const RINGS = [
  [455, '#6d2857'],
  [365, '#99345a'],
  [285, '#c94a57'],
  [215, '#e96a4d'],
  [150, '#f68f4e'],
  [96, '#fbb760'],
] as const;
const CREAM = '#fff3d6';
const DIM = '#a86a78';

/** The effort of each five seconds: the profile under the time code. */
const EFFORT = [0.3, 0.4, 0.5, 1, 0.4, 0.4, 0.85, 1, 0.4, 0.6, 0.85, 0.3] as const;

/** Turns of the crank up to a moment: the cadence follows the profile. */
function cranked(seconds: number): number {
  let turns = 0;
  for (let block = 0; block * 5 < seconds; block += 1) {
    const effort = EFFORT[block % EFFORT.length] ?? 0;
    turns += Math.min(5, seconds - block * 5) * (1 + 0.6 * effort);
  }
  return turns;
}

/** A line of hills: sines whose lengths divide `span`, so that it repeats without a seam. */
function hills(
  scroll: number,
  base: number,
  span: number,
  sizes: readonly (readonly [number, number, number])[],
) {
  return (x: number): number => {
    const at = ((x + scroll) / span) * Math.PI * 2;
    return (
      base -
      sizes.reduce((sum, [times, size, start]) => sum + size * Math.sin(at * times + start), 0)
    );
  };
}

/** A cypress: tall, with a tip. */
function cypress(pen: Pen, x: number, y: number, tall: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x, y - tall);
  pen.quadraticCurveTo(x + tall * 0.2, y - tall * 0.3, x + tall * 0.09, y + 2);
  pen.lineTo(x - tall * 0.09, y + 2);
  pen.quadraticCurveTo(x - tall * 0.2, y - tall * 0.3, x, y - tall);
  pen.fill();
}

function cloud(pen: Pen, x: number, y: number, width: number, colour: string): void {
  box(pen, x, y, width, 9, colour, 4.5);
  box(pen, x + width * 0.22, y - 7, width * 0.5, 12, colour, 6);
}

function profile(pen: Pen, seconds: number, x: number, y: number, width: number): void {
  const step = width / EFFORT.length;
  EFFORT.forEach((effort, index) => {
    const tall = 4 + 20 * effort;
    const now = Math.floor(seconds / 5) % EFFORT.length === index;
    box(
      pen,
      x + index * step,
      y - tall,
      step - 4,
      tall,
      now ? CREAM : index * 5 < seconds ? '#fbb760' : '#4a1c48',
      2,
    );
  });
}

/** A dawn ride: the sun rises over a minute while hills, trees and the road go by. */
export const sunriseRide: Scene = {
  draw(pen, seconds) {
    const sunY = 214 - seconds * 0.9;
    pen.fillStyle = SKY;
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    for (const [radius, colour] of RINGS) disc(pen, 446, sunY, radius, colour);
    disc(pen, 446, sunY, 56, CREAM);
    const drift = seconds * 3.125;
    cloud(pen, wrap(680 - drift, 800) - 120, 66, 96, '#f9a558');
    cloud(pen, wrap(330 - drift, 800) - 120, 214, 84, '#dd6a58');
    cloud(pen, wrap(700 - drift * 1.5, 800) - 120, 122, 58, '#fbd08a');
    ground(
      pen,
      '#b5435b',
      hills(seconds * 6.25, 232, 1280, [
        [2, 15, 0],
        [5, 9, 1],
        [9, 4, 2],
      ]),
    );
    ground(
      pen,
      '#87345c',
      hills(seconds * 12.5, 258, 1280, [
        [3, 13, 2],
        [4, 8, 0],
        [11, 2, 1],
      ]),
    );
    const near = hills(seconds * 25, 282, 960, [
      [2, 9, 1],
      [5, 5, 3],
    ]);
    for (let tree = 0; tree < 9; tree += 1) {
      const x = wrap(tree * 107 + (tree % 3) * 31 - seconds * 25, 960) - 80;
      cypress(pen, x, near(x), 38 + ((tree * 29) % 31), '#5d2752');
      if (tree % 2 === 0) cypress(pen, x + 17, near(x + 17), 26 + ((tree * 13) % 17), '#5d2752');
    }
    ground(pen, '#5d2752', near);
    box(pen, 0, 299, WIDTH, 61, '#7c3a60');
    box(pen, 0, 299, WIDTH, 3, '#f68f4e');
    box(pen, 0, 352, WIDTH, 8, '#5d2752');
    for (let dash = 0; dash < 7; dash += 1) {
      const x = wrap(dash * 120 - seconds * 150, 840) - 120;
      polygon(pen, '#f6c98a', [
        [x + 8, 334],
        [x + 68, 334],
        [x + 62, 339],
        [x, 339],
      ]);
    }
    for (let post = 0; post < 3; post += 1) {
      const x = wrap(post * 320 - seconds * 150, 960) - 120;
      box(pen, x, 277, 5, 25, CREAM, 1);
      box(pen, x, 282, 5, 6, '#e96a4d');
    }
    const effort = EFFORT[Math.floor(seconds / 5) % EFFORT.length] ?? 0;
    if (effort > 0.8) {
      for (let line = 0; line < 3; line += 1) {
        const x = 250 - wrap(seconds * 250 + line * 97, 260);
        stroke(pen, '#f6c98a', 2, [
          [x, 236 + line * 19],
          [x + 46, 236 + line * 19],
        ]);
      }
    }
    pen.fillStyle = '#5d2752';
    pen.beginPath();
    pen.ellipse(330, 322, 92, 5, 0, 0, Math.PI * 2);
    pen.fill();
    cyclist(pen, 278, 288, cranked(seconds), seconds * 150, {
      dark: '#1d0f2b',
      shirt: CREAM,
      skin: '#a04e44',
      far: '#47204a',
    });
    const size = 82;
    const width = clockWidth(size);
    text(pen, 'SUNRISE RIDE', 35, 49, { size: 14, colour: CREAM, spacing: 3.2 });
    clock(pen, seconds, 30, 122, { size, colour: CREAM });
    tenths(pen, seconds, 36, 141, { width: width - 12, radius: 3, on: CREAM, off: DIM });
    profile(pen, seconds, 36, 186, width - 8);
  },
};
