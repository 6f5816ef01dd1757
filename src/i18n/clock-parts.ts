/** Whole hours, minutes and seconds of a time in seconds. What is no time counts as 0. */
export function clockParts(seconds: number): [hours: number, minutes: number, seconds: number] {
  const whole = Math.max(0, Math.floor(seconds) || 0);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}
