import type { RequestLimits } from '../core/stream-limits.ts';

/** Whether two requests ask for the same bitrates and network. */
export function isSameLimits(a: RequestLimits, b: RequestLimits): boolean {
  return (
    a.maxVideoBitrateKbps === b.maxVideoBitrateKbps &&
    a.musicBitrateKbps === b.musicBitrateKbps &&
    networkOf(a) === networkOf(b)
  );
}

/** The default of a request. */
function networkOf({ location = 'lan' }: RequestLimits): string {
  return location;
}
