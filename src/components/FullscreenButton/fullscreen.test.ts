import { describe, expect, it, vi } from 'vitest';
import { toggleFullscreen } from './fullscreen.ts';

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
const toggle = (element: object) => toggleFullscreen(element as HTMLElement);

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
    toggleFullscreen(null);
    await Promise.resolve();
  });

  it('opens the full screen of the system where there is none for elements', () => {
    const webkitEnterFullscreen = vi.fn();
    const querySelector = vi.fn(() => ({ webkitEnterFullscreen }));
    toggle({ ...elementIn(() => null), requestFullscreen: undefined, querySelector });
    expect(querySelector).toHaveBeenCalledWith('video');
    expect(webkitEnterFullscreen).toHaveBeenCalledTimes(1);
  });
});
