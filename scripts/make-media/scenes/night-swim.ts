import {
  bend,
  box,
  disc,
  ground,
  HEIGHT,
  type Pen,
  type Scene,
  stroke,
  WIDTH,
  wrap,
} from './scene.ts';
import { clock, clockWidth, tenths, text } from './type.ts';

const MOON = { x: 320, y: 124, radius: 96 } as const;
const CREAM = '#f4ecd4';
const NAVY = '#10214a';

/** Placed by hand, so that they look scattered: x, y and size. */
const STARS = [
  [28, 30, 1.3],
  [66, 96, 2],
  [52, 168, 1.2],
  [98, 44, 1.2],
  [124, 132, 1.4],
  [150, 22, 2],
  [164, 186, 1.2],
  [186, 84, 1.2],
  [16, 128, 1.2],
  [94, 206, 1.3],
  [208, 38, 1.2],
  [204, 152, 1.2],
  [616, 42, 1.4],
  [584, 112, 2],
  [600, 178, 1.2],
  [548, 30, 1.2],
  [530, 148, 1.4],
  [500, 66, 2],
  [474, 190, 1.3],
  [456, 24, 1.2],
  [562, 204, 1.2],
  [628, 90, 1.2],
  [446, 110, 1.2],
  [508, 112, 1.2],
] as const;

/** From the horizon to the swimmer's side: y, height of the swell, its length and speed. */
const WAVES = [
  [226, 1.5, 160, -12.5, '#2b6a97'],
  [240, 2.5, 213.33, 12.5, '#215585'],
  [256, 3.5, 213.33, -25, '#194473'],
] as const;
const FRONT = [
  [291, 4, 320, 25, '#133660'],
  [318, 5, 320, -37.5, '#0e274b'],
  [343, 5, 640, 50, '#091a37'],
] as const;

function swell(
  [y, height, length, speed]: readonly [number, number, number, number, string],
  seconds: number,
) {
  return (x: number): number =>
    y + height * Math.sin(((x - speed * seconds) / length) * Math.PI * 2);
}

/** A rope of floats with a lamp on every fifth. */
function lane(
  pen: Pen,
  seconds: number,
  line: (x: number) => number,
  o: { gap: number; radius: number; speed: number },
): void {
  const count = Math.ceil(WIDTH / o.gap / 5 + 2) * 5;
  for (let index = 0; index < count; index += 1) {
    const x = wrap(index * o.gap - seconds * o.speed, count * o.gap) - o.gap * 2;
    const y = line(x);
    if (index % 5 === 0) {
      disc(pen, x, y, o.radius * 2.5, '#2f6f8e');
      disc(pen, x, y, o.radius * 1.3, '#ffd98a');
    } else {
      disc(pen, x, y, o.radius, index % 5 === 1 || index % 5 === 4 ? '#f0705c' : CREAM);
    }
  }
}

/** A swimmer in the crawl, going right. Water drawn afterwards hides the lower part. */
function swimmer(pen: Pen, x: number, y: number, turn: number): void {
  const dark = '#071029';
  const far = '#b06a58';
  const skin = '#e9a27c';
  const shoulder: readonly [number, number] = [x + 4, y + 1];
  const arm = (half: number, colour: string): void => {
    // A turn starts with the hand in front; the arm comes back under water and forward above it.
    const angle = (turn + half) * Math.PI * 2;
    const hand: [number, number] = [
      shoulder[0] + 14 + 42 * Math.cos(angle),
      shoulder[1] + 2 + 34 * Math.sin(angle),
    ];
    const elbow = bend(shoulder, hand, 32, 30, -1);
    stroke(pen, colour, 9, [shoulder, elbow]);
    stroke(pen, colour, 7, [elbow, hand]);
  };
  const kick = Math.sin(turn * Math.PI * 6) * 6;
  stroke(pen, far, 8, [
    [x - 62, y + 6],
    [x - 104, y + 5 + kick],
  ]);
  stroke(pen, skin, 8, [
    [x - 62, y + 6],
    [x - 104, y + 5 - kick],
  ]);
  arm(0.5, far);
  stroke(pen, skin, 15, [[x - 16, y + 2], shoulder]);
  stroke(pen, dark, 16, [
    [x - 60, y + 6],
    [x - 18, y + 2],
  ]);
  disc(pen, x + 25, y - 1, 12, skin);
  pen.fillStyle = '#f0705c';
  pen.beginPath();
  pen.arc(x + 25, y - 2, 13, Math.PI * 0.86, Math.PI * 1.94);
  pen.fill();
  box(pen, x + 30, y - 3, 9, 5, dark, 2.5);
  arm(0, skin);
}

/** Moonlight on the water: dashes that widen towards the viewer and breathe. */
function glitter(pen: Pen, seconds: number, from: number, until: number): void {
  for (let y = from, row = from; y < until; y += 9, row += 1) {
    const wide = 30 + (y - 220) * 0.62;
    const breath = Math.sin(seconds * 1.6 + row * 2.4);
    const shift = Math.sin(seconds * 0.9 + row * 1.3) * 10;
    const width = wide * (0.7 + 0.26 * breath);
    box(pen, MOON.x - width / 2 + shift, y, width, 3, '#cfdcd3', 1.5);
  }
}

/** A night swim. The full moon shows the time code. */
export const nightSwim: Scene = {
  draw(pen, seconds) {
    pen.fillStyle = '#0a1433';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    disc(pen, MOON.x, MOON.y, 240, '#11214d');
    disc(pen, MOON.x, MOON.y, 168, '#193468');
    disc(pen, MOON.x, MOON.y, 120, '#28508b');
    STARS.forEach(([x, y, size], index) => {
      const lit = (Math.floor(seconds * 2) + index * 5) % 17 !== 0;
      disc(pen, x, y, size, lit ? '#b9c8e6' : '#3f5688');
    });
    disc(pen, MOON.x, MOON.y, MOON.radius, CREAM);
    disc(pen, MOON.x - 44, MOON.y + 66, 13, '#e7dcbd');
    disc(pen, MOON.x + 52, MOON.y - 58, 12, '#e7dcbd');
    disc(pen, MOON.x + 30, MOON.y + 76, 8, '#e7dcbd');
    disc(pen, MOON.x - 30, MOON.y - 72, 9, '#e7dcbd');
    disc(pen, MOON.x - 50, MOON.y - 62, 5, '#e7dcbd');
    const size = 56;
    const width = clockWidth(size);
    text(pen, 'NIGHT SWIM', MOON.x, MOON.y - 36, {
      size: 12,
      colour: NAVY,
      spacing: 2.6,
      align: 'center',
    });
    clock(pen, seconds, MOON.x - width / 2, MOON.y + 20, { size, colour: NAVY });
    tenths(pen, seconds, MOON.x - 58, MOON.y + 43, {
      width: 116,
      radius: 3,
      on: NAVY,
      off: '#cbbf9d',
    });
    for (const wave of WAVES) ground(pen, wave[4], swell(wave, seconds));
    glitter(pen, seconds, 231, 252);
    lane(pen, seconds, (x) => swell(WAVES[2], seconds)(x) - 1, { gap: 20, radius: 3.4, speed: 50 });
    const body = swell(FRONT[0], seconds);
    swimmer(pen, 322, body(322) - 2, seconds * 0.75);
    ground(pen, FRONT[0][4], (x) => body(x) + 1);
    for (let foam = 0; foam < 5; foam += 1) {
      const x = 236 - foam * 26 - wrap(seconds * 50, 26);
      box(pen, x, body(x) + 3, 22 - foam * 3.4, 3, '#7fa9c4', 1.5);
    }
    glitter(pen, seconds, 303, 312);
    ground(pen, FRONT[1][4], swell(FRONT[1], seconds));
    lane(pen, seconds, (x) => swell(FRONT[1], seconds)(x) - 1, { gap: 40, radius: 7, speed: 100 });
    glitter(pen, seconds, 334, 341);
    ground(pen, FRONT[2][4], swell(FRONT[2], seconds));
  },
};
