/** The 2d context in which the frames are drawn. */
export type Pen = CanvasRenderingContext2D;

/**
 * A film as a function: `draw` paints the frame of one moment and keeps no state, so a frame
 * number always gives the same frame. Coordinates are 640 by 360; the caller scales.
 */
export interface Scene {
  draw(pen: Pen, seconds: number): void;
}

export const WIDTH = 640;
export const HEIGHT = 360;

export function disc(pen: Pen, x: number, y: number, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

export function box(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  radius = 0,
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}

/** Fills from a line down to the bottom; `height` gives the line's y at an x. */
export function ground(pen: Pen, colour: string, height: (x: number) => number): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += 4) pen.lineTo(x, height(x));
  pen.lineTo(WIDTH, HEIGHT);
  pen.fill();
}

export function polygon(
  pen: Pen,
  colour: string,
  points: readonly (readonly [number, number])[],
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.fill();
}

/** A line with round ends and corners through the points. */
export function stroke(
  pen: Pen,
  colour: string,
  width: number,
  points: readonly (readonly [number, number])[],
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
}

/**
 * The joint of a two-part limb (the knee between hip and foot), for parts of the given lengths.
 * `side` 1 or -1 is the direction in which it bends.
 */
export function bend(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  upper: number,
  lower: number,
  side: 1 | -1,
): [number, number] {
  const reach = Math.min(Math.hypot(x2 - x1, y2 - y1), upper + lower - 0.01);
  const along = (upper * upper - lower * lower + reach * reach) / (2 * reach);
  const off = Math.sqrt(Math.max(0, upper * upper - along * along)) * side;
  const [ux, uy] = [(x2 - x1) / reach, (y2 - y1) / reach];
  return [x1 + ux * along + uy * off, y1 + uy * along - ux * off];
}

/** The remainder of a division, never negative: for scrolling patterns. */
export function wrap(value: number, length: number): number {
  return ((value % length) + length) % length;
}
