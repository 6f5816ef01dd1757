import { describe, expect, it, vi } from 'vitest';
import { hasFullscreen, toggleFullscreen } from './fullscreen.ts';

/** An element in a document, or in a shadow root of it. */
function elementIn(fullscreenElement: (element: object) => object | null) {
  const element = {
    ownerDocument: { exitFullscreen: vi.fn(async () => {}) },
    requestFullscreen: vi.fn(async () => {}),
    getRootNode: () => ({ fullscreenElement: fullscreenElement(element) }),
    querySelector: vi.fn(),
  };
  return element;
}
const toggle = (element: object | null) => void toggleFullscreen(element as HTMLElement);

describe('toggleFullscreen', () => {
  it('enters where nothing, or something else, is full screen', () => {
    for (const other of [null, {}]) {
      const element = elementIn(() => other);
      toggle(element);
      expect(element.requestFullscreen).toHaveBeenCalledTimes(1);
      expect(element.ownerDocument.exitFullscreen).not.toHaveBeenCalled();
    }
  });

  it('leaves where the element is full screen, by its own document or shadow root', () => {
    const element = elementIn((self) => self);
    toggle(element);
    expect(element.requestFullscreen).not.toHaveBeenCalled();
    expect(element.ownerDocument.exitFullscreen).toHaveBeenCalledTimes(1);
  });

  it('does nothing where the browser refuses, and without an element', async () => {
    const element = elementIn(() => null);
    element.requestFullscreen.mockRejectedValue(new TypeError('Permissions check failed'));
    toggle(element);
    toggle(null);
    await Promise.resolve();
  });

  it('opens the full screen of the system where there is none for elements', () => {
    const webkitEnterFullscreen = vi.fn();
    const querySelector = vi.fn(() => ({ webkitEnterFullscreen }));
    toggle({ ...elementIn(() => null), requestFullscreen: undefined, querySelector });
    expect(querySelector).toHaveBeenCalledWith('video');
    expect(webkitEnterFullscreen).toHaveBeenCalledTimes(1);
  });

  it('does nothing where the system refuses, as before the metadata of a video', () => {
    const webkitEnterFullscreen = () => {
      throw new DOMException('The object is in an invalid state.', 'InvalidStateError');
    };
    const querySelector = () => ({ webkitEnterFullscreen });
    const element = { ...elementIn(() => null), requestFullscreen: undefined, querySelector };
    expect(() => toggle(element)).not.toThrow();
  });
});

describe('hasFullscreen', () => {
  const documentOf = (fullscreenEnabled: boolean | undefined, ofElements: boolean, video: object) =>
    ({
      fullscreenEnabled,
      documentElement: ofElements ? { requestFullscreen() {} } : {},
      defaultView: { HTMLVideoElement: { prototype: video } },
    }) as unknown as Document;
  const system = { webkitEnterFullscreen() {} };

  it.each([
    ['a browser', documentOf(true, true, {}), true],
    ['an iPhone', documentOf(undefined, false, system), true],
    // Older versions of Chrome have the method of iPhones too, and no permission for either.
    ['an iframe that may not', documentOf(false, true, system), false],
    ['an iframe that may not, in Firefox', documentOf(false, true, {}), false],
    ['a document without a window', { documentElement: {} } as unknown as Document, false],
  ])('%s: %s', (_, document, expected) => {
    expect(hasFullscreen(document)).toBe(expected);
  });
});
