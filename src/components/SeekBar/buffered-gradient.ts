import type { BufferedRange } from '../../playback/core/media-state.ts';

/** A CSS gradient that shows which ranges of an item are loaded. Its colour is the token `--_buffered`. */
export function bufferedGradient(ranges: readonly BufferedRange[], duration: number): string {
  if (!(duration > 0) || ranges.length === 0) return 'none';
  const percent = (seconds: number) =>
    `${(Math.min(1, Math.max(0, seconds / duration)) * 100).toFixed(2)}%`;
  const stops = ranges.flatMap(({ start, end }) => [
    `transparent ${percent(start)}`,
    `var(--_buffered) ${percent(start)} ${percent(end)}`,
    `transparent ${percent(end)}`,
  ]);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
