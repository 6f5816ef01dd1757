import { describe, expect, it, vi } from 'vitest';
import { sliderKeyTarget } from './slider-keys.ts';

const key = (name: string, ctrlKey = false) => ({
  key: name,
  ctrlKey,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  preventDefault: vi.fn(),
});
const scale = { value: 20, max: 60, step: 5, page: 30 };

describe('sliderKeyTarget', () => {
  it('moves by a step with arrows and by a page with the page keys', () => {
    expect(sliderKeyTarget(key('ArrowRight'), scale)).toBe(25);
    expect(sliderKeyTarget(key('ArrowDown'), scale)).toBe(15);
    expect(sliderKeyTarget(key('PageUp'), scale)).toBe(50);
  });

  it('goes to the ends with Home and End, and never past them', () => {
    expect(sliderKeyTarget(key('Home'), scale)).toBe(0);
    expect(sliderKeyTarget(key('End'), scale)).toBe(60);
    expect(sliderKeyTarget(key('PageDown'), scale)).toBe(0);
  });

  it('keeps the browser from moving the slider too', () => {
    const pressed = key('ArrowRight');
    sliderKeyTarget(pressed, scale);
    expect(pressed.preventDefault).toHaveBeenCalledTimes(1);
  });

  it('leaves other keys and modifiers alone', () => {
    for (const pressed of [key('k'), key('ArrowRight', true)]) {
      expect(sliderKeyTarget(pressed, scale)).toBeUndefined();
      expect(pressed.preventDefault).not.toHaveBeenCalled();
    }
  });
});
