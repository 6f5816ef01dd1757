import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installJumpingClock } from './jumping-clock.ts';

const HOUR = 3_600_000;

describe('the jumping clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12) }));
  afterEach(() => void vi.useRealTimers());

  it('moves every way to read the wall clock, and no other time', () => {
    const page = { Date };
    const jump = installJumpingClock(page);
    const before = performance.now();
    jump(8 * HOUR);
    jump(-HOUR);
    const expected = Date.UTC(2026, 0, 1, 19);
    expect(page.Date.now()).toBe(expected);
    expect(new page.Date().getTime()).toBe(expected);
    expect(page.Date()).toBe(new Date(expected).toString());
    expect(performance.now()).toBe(before);
  });

  it('leaves given dates and the type as they are', () => {
    const page = { Date };
    installJumpingClock(page)(HOUR);
    expect(new page.Date(5).getTime()).toBe(5);
    expect(new page.Date(2026, 0, 1).getTime()).toBe(new Date(2026, 0, 1).getTime());
    expect(page.Date.UTC(2026)).toBe(Date.UTC(2026));
    expect(new page.Date()).toBeInstanceOf(Date);
  });
});
