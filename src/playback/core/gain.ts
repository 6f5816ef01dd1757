/** Clamps a volume to 0 to 1; `undefined` if it is not a number. A media element throws on anything else. */
export function toGain(volume: unknown): number | undefined {
  if (typeof volume !== 'number' || Number.isNaN(volume)) return undefined;
  return Math.min(1, Math.max(0, volume));
}
