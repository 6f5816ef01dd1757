import { clockParts } from './clock-parts.ts';

/**
 * Writes seconds as a clock: `4:03`, `1:02:03`.
 *
 * @param longest The longest time shown beside it. From one hour on, hours are written too: `0:00:00`.
 */
export function clockTime(seconds: number, longest = seconds): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = clockParts(seconds);
  return h > 0 || longest >= 3600 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
