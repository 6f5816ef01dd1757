/**
 * Writes seconds as a clock does: `4:03`, `1:02:03`.
 *
 * @param longest The longest time that stands beside it, so that both have the same places: an item of an hour begins
 * at `0:00:00`.
 */
export function clockTime(seconds: number, longest = seconds): string {
  const whole = Math.max(0, Math.floor(seconds) || 0);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 || longest >= 3600 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
