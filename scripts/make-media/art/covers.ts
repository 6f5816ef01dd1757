import { circle, path, rect, svg } from './svg.ts';

const EIGHT = [
  '#f9c74f',
  '#f8961e',
  '#f3722c',
  '#e63e57',
  '#a8326e',
  '#5b3a8c',
  '#2f6db3',
  '#2ec4b6',
];

/** Eight rings cut in half and shifted by one, so that the halves still meet. */
export function eightCounts(): string {
  const step = 21;
  const half = (side: 0 | 1, centre: number): string =>
    EIGHT.map((colour, index) => {
      const radius = step * (8 - index);
      return path(
        colour,
        'M',
        200,
        centre - radius,
        'a',
        radius,
        radius,
        0,
        0,
        side,
        0,
        radius * 2,
        'Z',
      );
    }).join('');
  return svg(
    400,
    400,
    rect(0, 0, 400, 400, '#1a1433'),
    half(0, 200 - step / 2),
    half(1, 200 + step / 2),
    circle(200, 200 - step / 2, 6, '#fff3d6'),
  );
}

/** Rows of scales like waves in a woodcut; one of them is the sun. */
export function openWater(): string {
  const shades = ['#9bd8dd', '#4fb0c6', '#2b7fa8', '#1b4f82', '#12305e'];
  const warm = ['#fff0c9', '#ffc971', '#ff9b54', '#e8604c', '#9c2f4f'];
  const scale = (id: string, colours: readonly string[]): string =>
    `<g id="${id}">${[...colours]
      .reverse()
      .map((colour, ring) => circle(0, 0, 50 - ring * 10, colour))
      .join('')}</g>`;
  const parts = [`<defs>${scale('wave', shades)}${scale('sun', warm)}</defs>`];
  for (let row = -1; row < 11; row += 1) {
    for (let column = -1; column < 5; column += 1) {
      const name = row === 3 && column === 2 ? 'sun' : 'wave';
      parts.push(
        `<use href="#${name}" x="${column * 100 + Math.abs(row % 2) * 50 + 50}" y="${row * 40 + 30}"/>`,
      );
    }
  }
  return svg(400, 400, ...parts);
}
