import { describe, expect, it } from 'vitest';
import { maySpendOnSeek } from './seek-policy.ts';

describe('maySpendOnSeek', () => {
  it('reserves sessions for failures', () => {
    const facts = { renewedAt: [900, 950, 990], pageRenewedAt: [], now: 1_000, needed: false };
    expect(maySpendOnSeek({ ...facts, renewedAt: [] })).toBe(true);
    expect(maySpendOnSeek(facts)).toBe(false);
    expect(maySpendOnSeek({ ...facts, now: 31_000 })).toBe(true);
  });

  it('spends the last ones where only a session helps, within the limits', () => {
    const facts = { renewedAt: [900, 950, 990], pageRenewedAt: [], now: 1_000, needed: true };
    expect(maySpendOnSeek(facts)).toBe(true);
    expect(maySpendOnSeek({ ...facts, renewedAt: [1, 2, 3, 4, 5] })).toBe(false);
    const pageRenewedAt = Array.from({ length: 20 }, (_, index) => 900 + index);
    expect(maySpendOnSeek({ ...facts, pageRenewedAt })).toBe(false);
  });
});
