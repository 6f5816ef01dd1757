import { disc, type Pen } from './scene.ts';

/** Minutes and seconds, two digits each: `00:34`. */
export function timeCode(seconds: number): string {
  const whole = Math.floor(seconds + 1e-6);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`;
}

/** The tenth of a second of a moment, 0 to 9. */
export function tenth(seconds: number): number {
  return Math.floor((seconds + 1e-6) * 10) % 10;
}

/** Text in the films' typeface. */
export function text(
  pen: Pen,
  words: string,
  x: number,
  y: number,
  o: {
    size: number;
    colour: string;
    weight?: 600 | 800;
    spacing?: number;
    align?: CanvasTextAlign;
  },
): void {
  pen.font = `${o.weight ?? 600} ${o.size}px Outfit`;
  pen.letterSpacing = `${o.spacing ?? 0}px`;
  pen.textAlign = o.align ?? 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = o.colour;
  // Letter spacing also follows the last letter: subtract it for centred text.
  pen.fillText(words, x + (o.align === 'center' ? (o.spacing ?? 0) / 2 : 0), y);
}

/** Widths in em: of a digit's cell, a little wider than a zero, and of the colon's cell. */
const CELL = 0.655;
const COLON = 0.29;

/** Draws a time code with cells of equal width, so that it does not move sideways. */
export function clock(
  pen: Pen,
  seconds: number,
  x: number,
  y: number,
  o: { size: number; colour: string },
): void {
  const cell = o.size * CELL;
  const colon = o.size * COLON;
  let left = x;
  for (const sign of timeCode(seconds)) {
    const width = sign === ':' ? colon : cell;
    const lift = sign === ':' ? o.size * 0.06 : 0;
    text(pen, sign, left + width / 2, y - lift, { ...o, weight: 600, align: 'center' });
    left += width;
  }
}

/** The width of {@link clock} at a size. */
export function clockWidth(size: number): number {
  return size * (4 * CELL + COLON);
}

/** Ten dots that fill up once a second. */
export function tenths(
  pen: Pen,
  seconds: number,
  x: number,
  y: number,
  o: { width: number; radius: number; on: string; off: string },
): void {
  for (let index = 0; index < 10; index += 1) {
    const at = x + o.radius + ((o.width - 2 * o.radius) * index) / 9;
    disc(pen, at, y, o.radius, index <= tenth(seconds) ? o.on : o.off);
  }
}
