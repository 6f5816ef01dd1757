import { expect, it } from 'vitest';
import type { RequestLimits } from '../core/stream-limits.ts';
import { isSameLimits } from './same-limits.ts';

it.each<[RequestLimits, RequestLimits, boolean]>([
  [{}, {}, true],
  [{}, { location: 'lan' }, true],
  [{ location: 'wan' }, { location: 'lan' }, false],
  [{ location: 'wan' }, {}, false],
  [{ maxVideoBitrateKbps: 4_000 }, { maxVideoBitrateKbps: 4_000, location: 'lan' }, true],
  [{ maxVideoBitrateKbps: 4_000 }, { maxVideoBitrateKbps: 2_000 }, false],
  [{ musicBitrateKbps: 192 }, {}, false],
])('%o and %o ask for the same: %s', (a, b, same) => {
  expect(isSameLimits(a, b)).toBe(same);
  expect(isSameLimits(b, a)).toBe(same);
});
