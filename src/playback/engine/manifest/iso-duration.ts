/** XML Schema, part 2, section 3.2.6: any number of digits, and a `T` only before a part of the time. */
const pattern =
  /^P(?=\d|T)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Reads a duration such as `PT1H2M3.5S`. Seconds; `undefined` for any other text, and for years or months, unless they are 0. */
export function readIsoDuration(text: string | null): number | undefined {
  const found = pattern.exec(text?.trim() ?? '');
  if (!found) return undefined;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (years > 0 || months > 0) return undefined;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Writes seconds as `PT3723.5S`. */
export function writeIsoDuration(seconds: number): string {
  return `PT${roundToMilliseconds(seconds)}S`;
}

/** Seconds as {@link writeIsoDuration} writes them. */
export function roundToMilliseconds(seconds: number): number {
  return Number(seconds.toFixed(3));
}
