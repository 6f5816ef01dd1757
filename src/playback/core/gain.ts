/** A volume as a media element takes it, 0 to 1; `undefined` for what is no number. Whatever else makes the element throw. */
export function toGain(volume: unknown): number | undefined {
  if (typeof volume !== 'number' || Number.isNaN(volume)) return undefined;
  return Math.min(1, Math.max(0, volume));
}
