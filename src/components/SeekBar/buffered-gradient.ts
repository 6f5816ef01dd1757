import type { BufferedRange } from '../../playback/core/media-state.ts';

/**
 * A CSS gradient that shows which stretches of an item are loaded: one image, however many stretches there are.
 * The colour is that of the tokens, `--_buffered`.
 */
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
