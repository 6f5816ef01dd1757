import {
  bend,
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
import { tenth, text, timeCode } from './type.ts';

const CREAM = '#fbf1dc';
const INK = '#17324d';
const CRATES = ['#e4572e', '#17858b', '#f2a93b', '#d8454f', '#2a6f97'] as const;

/** A quay crane. */
function crane(pen: Pen, x: number, base: number, size: number, colour: string): void {
  const at = (dx: number, dy: number): [number, number] => [x + dx * size, base + dy * size];
  stroke(pen, colour, 5 * size, [at(0, 0), at(14, -112)]);
  stroke(pen, colour, 5 * size, [at(46, 0), at(34, -112)]);
  stroke(pen, colour, 4 * size, [at(4, -44), at(42, -44)]);
  stroke(pen, colour, 6 * size, [at(-62, -112), at(84, -112)]);
  stroke(pen, colour, 4 * size, [at(14, -112), at(24, -148), at(34, -112)]);
  stroke(pen, colour, 2 * size, [at(-58, -112), at(24, -147), at(80, -112)]);
  stroke(pen, colour, 1.6 * size, [at(-40, -112), at(-40, -74)]);
  box(pen, x - 50 * size, base - 74 * size, 20 * size, 12 * size, colour, 1);
}

/** A container with ribs, and a sign on it. */
function crate(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  sign?: string,
): void {
  box(pen, x, y, width, height, colour, 2);
  pen.fillStyle = 'rgb(0 0 0 / 0.14)';
  for (let rib = x + 7; rib < x + width - 4; rib += 9) pen.fillRect(rib, y + 4, 2, height - 8);
  if (sign) {
    box(pen, x + 5, y + 5, width - 10, height - 10, colour, 2);
    text(pen, sign, x + width / 2, y + height / 2 + 23, {
      size: 66,
      colour: CREAM,
      weight: 600,
      align: 'center',
    });
  }
}

function ship(pen: Pen, seconds: number, y: number): void {
  polygon(pen, '#d8454f', [
    [66, y + 34],
    [600, y + 34],
    [578, y + 70],
    [92, y + 70],
  ]);
  polygon(pen, INK, [
    [40, y - 8],
    [128, y - 8],
    [136, y],
    [636, y - 4],
    [604, y + 44],
    [70, y + 44],
  ]);
  box(pen, 58, y - 76, 66, 70, CREAM, 3);
  box(pen, 50, y - 92, 82, 20, CREAM, 4);
  box(pen, 58, y - 87, 66, 9, '#2a6f97', 2);
  for (let row = 0; row < 2; row += 1) {
    for (let window = 0; window < 3; window += 1) {
      box(pen, 68 + window * 18, y - 56 + row * 20, 9, 9, '#2a6f97', 2);
    }
  }
  box(pen, 76, y - 118, 24, 28, '#e4572e', 2);
  box(pen, 76, y - 110, 24, 6, CREAM);
  let left = 146;
  Array.from(timeCode(seconds)).forEach((sign, index) => {
    const width = sign === ':' ? 44 : 86;
    crate(pen, left, y - 112, width, 78, CRATES[index % 5] ?? INK, sign);
    left += width + 4;
  });
  for (let low = 0; low < 5; low += 1) {
    crate(pen, 146 + low * 79.2, y - 31, 75.2, 29, CRATES[(low * 2 + 3) % 5] ?? INK);
  }
  for (let light = 0; light < 10; light += 1) {
    disc(pen, 196 + light * 34, y + 20, 5, light <= tenth(seconds) ? '#ffd166' : '#3d5873');
  }
}

/** Four rowers in a shell, in time with each other. */
function rowers(pen: Pen, x: number, y: number, seconds: number): void {
  const beat = seconds * 0.5;
  const stage = wrap(beat, 1);
  // Drive for two fifths of a stroke, come back for the rest.
  const slide = stage < 0.4 ? stage / 0.4 : 1 - (stage - 0.4) / 0.6;
  const ease = slide * slide * (3 - 2 * slide);
  polygon(pen, CREAM, [
    [x - 40, y],
    [x + 300, y],
    [x + 276, y + 8],
    [x - 12, y + 8],
  ]);
  for (let seat = 0; seat < 4; seat += 1) {
    const base = x + 8 + seat * 62;
    const hip: [number, number] = [base + 12 - ease * 15, y - 3];
    const shoulder: [number, number] = [hip[0] + 13 - ease * 22, y - 30];
    const hands: [number, number] = [base + 42 - ease * 38, y - 17];
    const foot: [number, number] = [base + 38, y - 2];
    stroke(pen, INK, 6, [hip, bend(hip, foot, 21, 21, 1), foot]);
    stroke(pen, '#e4572e', 10, [hip, shoulder]);
    stroke(pen, '#c97b4a', 4.5, [shoulder, bend(shoulder, hands, 17, 16, -1), hands]);
    disc(pen, shoulder[0] + 3, shoulder[1] - 11, 6.5, '#c97b4a');
    const blade: [number, number] = [base + 2 + ease * 48, y + (stage < 0.4 ? 18 : 9)];
    stroke(pen, INK, 2.5, [hands, blade]);
    stroke(pen, '#ffd166', 5, [blade, [blade[0] + (blade[0] - hands[0]) * 0.2, blade[1] + 4]]);
  }
}

/** A morning in a harbour. A ship's containers show the time code, its portholes the tenths. */
export const harbourWarmUp: Scene = {
  draw(pen, seconds) {
    pen.fillStyle = '#f9e3bd';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    disc(pen, 520, 96, 130, '#fbd9a0');
    disc(pen, 520, 96, 84, '#fcc777');
    const drift = seconds * 6.25;
    for (let block = 0; block < 12; block += 1) {
      const x = wrap(block * 80 - drift, 960) - 120;
      box(pen, x, 196 - ((block * 37) % 46), 74, 90, '#c9dcc8');
    }
    for (let index = 0; index < 3; index += 1) {
      crane(pen, wrap(index * 330 + 60 - seconds * 12.5, 990) - 160, 250, 1.05, '#7fb5ae');
    }
    ground(pen, '#4fa3a0', () => 244);
    ship(pen, seconds, 222 + Math.sin(seconds * 1.1) * 1.5);
    ground(pen, '#17858b', (x) => 268 + 2.5 * Math.sin(((x + seconds * 25) / 160) * Math.PI * 2));
    ground(pen, '#127178', (x) => 296 + 3 * Math.sin(((x - seconds * 25) / 213.33) * Math.PI * 2));
    for (let glint = 0; glint < 8; glint += 1) {
      const x = wrap(glint * 97 - seconds * 50, 776) - 60;
      box(pen, x, 284 + ((glint * 17) % 60), 34, 3, '#58b5ae', 1.5);
    }
    rowers(pen, 170, 322, seconds);
    text(pen, 'HARBOUR WARM-UP', 35, 49, { size: 14, colour: INK, spacing: 3.2 });
    for (let gull = 0; gull < 3; gull += 1) {
      const x = wrap(gull * 70 + 300 + seconds * 12.5, 760) - 60;
      const y = 66 + gull * 13;
      const flap = Math.sin(seconds * 6 + gull) * 4;
      stroke(pen, INK, 2, [
        [x - 9, y - 3 - flap],
        [x, y],
        [x + 9, y - 3 - flap],
      ]);
    }
  },
};
