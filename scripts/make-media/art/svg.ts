/** A number rounded for a picture of a few hundred units. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function svg(width: number, height: number, ...parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${parts.join('')}</svg>\n`;
}

export function circle(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${fill}"/>`;
}

export function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  radius = 0,
): string {
  const round = radius > 0 ? ` rx="${short(radius)}"` : '';
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${round} fill="${fill}"/>`;
}

/** A path; numbers among the parts are rounded. */
export function path(fill: string, ...parts: readonly (string | number)[]): string {
  const d = parts.map((part) => (typeof part === 'number' ? short(part) : part)).join(' ');
  return `<path fill="${fill}" d="${d}"/>`;
}

/** A line without a fill. */
export function line(
  colour: string,
  width: number,
  ...parts: readonly (string | number)[]
): string {
  const d = parts.map((part) => (typeof part === 'number' ? short(part) : part)).join(' ');
  return `<path fill="none" stroke="${colour}" stroke-width="${short(width)}" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`;
}

/** Fills everything below a smooth wavy line with waves of width `length`, starting at `x`. */
export function wave(
  fill: string,
  x: number,
  y: number,
  height: number,
  length: number,
  width: number,
  floor: number,
): string {
  const parts: (string | number)[] = ['M', x, y];
  for (let at = x, up = 1; at < width; at += length / 2, up = -up) {
    parts.push('q', length / 4, -height * up * 2, length / 2, 0);
  }
  return path(fill, ...parts, 'V', floor, 'H', x, 'Z');
}
