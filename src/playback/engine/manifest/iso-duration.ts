const pattern =
  /^P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/;

/** Reads a duration such as `PT1H2M3.5S`. Seconds; `undefined` for any other text, and for one of years or months. */
export function readIsoDuration(text: string | null): number | undefined {
  const found = pattern.exec(text?.trim() ?? '');
  if (!found || found.slice(1).every((part) => part === undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Writes seconds as `PT3723.5S`. */
export function writeIsoDuration(seconds: number): string {
  return `PT${Number(seconds.toFixed(3))}S`;
}
