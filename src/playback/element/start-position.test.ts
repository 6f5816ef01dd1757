import { describe, expect, it } from 'vitest';
import { StartPosition } from './start-position.ts';

function elementAt(currentTime: number, readyState = 4) {
  return { currentTime, readyState };
}

function setUp(element: { currentTime: number; readyState: number }) {
  return new StartPosition(element as HTMLMediaElement);
}

describe('StartPosition', () => {
  it('accepts events once the element has reached the start position', () => {
    const element = elementAt(0);
    const position = setUp(element);
    position.begin(40);
    expect(position.accepts('timeupdate')).toBe(false);
    element.currentTime = 40.2;
    expect(position.accepts('seeked')).toBe(true);
    expect(position.isPending).toBe(false);
  });

  it('seeks to a new target of 0 only after the engine has seeked', () => {
    const element = elementAt(0, 0);
    const position = setUp(element);
    position.begin(40);
    position.setTarget(0);
    element.readyState = 1;
    expect(position.accepts('loadedmetadata')).toBe(false);
    element.currentTime = 40;
    expect(position.accepts('seeked')).toBe(false);
    expect(element.currentTime).toBe(0);
    expect(position.accepts('seeked')).toBe(true);
  });

  it('seeks to a new target when the engine has seeked before', () => {
    const element = elementAt(40);
    const position = setUp(element);
    position.begin(40);
    position.setTarget(10);
    expect(position.accepts('seeked')).toBe(false);
    expect(element.currentTime).toBe(10);
    expect(position.accepts('seeked')).toBe(true);
  });

  it('accepts the position of the element after three seeks', () => {
    const element = Object.defineProperty({ readyState: 4 }, 'currentTime', {
      get: () => 20,
      set: () => {},
    }) as never;
    const position = setUp(element);
    position.begin(40);
    for (let turn = 0; turn < 3; turn += 1) expect(position.accepts('playing')).toBe(false);
    expect(position.accepts('playing')).toBe(false);
    expect(position.accepts('timeupdate')).toBe(true);
  });
});
