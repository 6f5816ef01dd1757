import { describe, expect, it } from 'vitest';
import { trackReads } from './track-reads.ts';

const state = { paused: true, currentTime: 3, item: { title: 'Rowing' } };

describe('trackReads', () => {
  it.each([
    ['one property', (s: typeof state) => s.paused, ['paused']],
    ['a property of an object', (s: typeof state) => s.item.title, ['item']],
    ['a new object', ({ paused, item }: typeof state) => ({ paused, item }), ['paused', 'item']],
    ['a condition', (s: typeof state) => (s.paused ? 'paused' : s.currentTime), ['paused']],
    ['nothing', () => 1, []],
    ['the whole state', (s: typeof state) => s, ['paused', 'currentTime', 'item']],
    ['a copy', (s: typeof state) => ({ ...s }), ['paused', 'currentTime', 'item']],
    ['its keys', (s: typeof state) => Object.keys(s).length, ['paused', 'currentTime', 'item']],
  ] as const)('knows what a selector of %s depends on', (_, selector, keys) => {
    const { value, dependsOn } = trackReads<typeof state, unknown>(state, selector);
    expect(value).toEqual(selector(state));
    const used = Object.keys(state).filter((key) => dependsOn([key]));
    expect(used).toEqual(keys);
  });

  it('returns the state itself, not a proxy of it', () => {
    expect(trackReads(state, (s) => s).value).toBe(state);
  });

  it('depends on everything once a state inside of the result is read', () => {
    const { value, dependsOn } = trackReads(state, (s) => [s]);
    expect(dependsOn(['paused'])).toBe(false);
    expect(value[0]?.currentTime).toBe(3);
    expect(dependsOn(['paused'])).toBe(true);
  });
});
