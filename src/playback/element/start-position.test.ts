import { describe, expect, it } from 'vitest';
import { StartPosition } from './start-position.ts';

function elementAt(currentTime: number, readyState = 4) {
  return { currentTime, readyState };
}

function setUp(element: { currentTime: number; readyState: number }) {
  return new StartPosition(element as HTMLMediaElement);
}

describe('the place of a new source', () => {
  it('is believed once the element is there', () => {
    const element = elementAt(0);
    const placement = setUp(element);
    placement.begin(40);
    expect(placement.believes('timeupdate')).toBe(false);
    element.currentTime = 40.2;
    expect(placement.believes('seeked')).toBe(true);
    expect(placement.isPending).toBe(false);
  });

  it('is where the viewer wants to be, at the start too, and not where the element stands before its engine has acted', () => {
    const element = elementAt(0, 0);
    const placement = setUp(element);
    placement.begin(40);
    placement.aim(0);
    element.readyState = 1;
    expect(placement.believes('loadedmetadata')).toBe(false);
    element.currentTime = 40;
    expect(placement.believes('seeked')).toBe(false);
    expect(element.currentTime).toBe(0);
    expect(placement.believes('seeked')).toBe(true);
  });

  it('is where the viewer wants to be when the engine acted before', () => {
    const element = elementAt(40);
    const placement = setUp(element);
    placement.begin(40);
    placement.aim(10);
    expect(placement.believes('seeked')).toBe(false);
    expect(element.currentTime).toBe(10);
    expect(placement.believes('seeked')).toBe(true);
  });

  it('is given up after three tries', () => {
    const element = Object.defineProperty({ readyState: 4 }, 'currentTime', {
      get: () => 20,
      set: () => {},
    }) as never;
    const placement = setUp(element);
    placement.begin(40);
    for (let turn = 0; turn < 3; turn += 1) expect(placement.believes('playing')).toBe(false);
    expect(placement.believes('playing')).toBe(false);
    expect(placement.believes('timeupdate')).toBe(true);
  });
});
