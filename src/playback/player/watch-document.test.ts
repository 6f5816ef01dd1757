import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import type { PlayerParts } from './player-parts.ts';
import { watchDocument } from './watch-document.ts';

/** A document in a window of its own. */
const openDocument = () => ({ defaultView: new SilentElement() });

describe('watchDocument', () => {
  const hide = vi.fn();
  const restart = vi.fn();
  const life = { controller: new AbortController() };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    life.controller = new AbortController();
  });
  afterEach(() => vi.useRealTimers());

  function show(ownerDocument = openDocument()) {
    const host = Object.assign(new SilentElement('div'), { ownerDocument });
    const parts = { lifecycle: { hide }, restart } as unknown as PlayerParts;
    watchDocument(parts, host as unknown as HTMLElement, life.controller.signal);
    return host;
  }
  const close = ({ defaultView }: ReturnType<typeof openDocument>) => defaultView.tell('pagehide');

  it('says that the window is closed', () => {
    const { ownerDocument } = show();
    close(ownerDocument);
    vi.runAllTimers();
    expect(hide).toHaveBeenCalledTimes(1);
  });

  it('starts again where the host is moved, and watches that window', () => {
    const host = show();
    const before = host.ownerDocument;
    host.tell('emptied');
    expect(restart).not.toHaveBeenCalled();
    host.ownerDocument = openDocument();
    host.tell('emptied');
    host.tell('emptied');
    expect(restart).toHaveBeenCalledTimes(1);
    close(before);
    vi.runAllTimers();
    expect(hide).not.toHaveBeenCalled();
    close(host.ownerDocument);
    vi.runAllTimers();
    expect(hide).toHaveBeenCalledTimes(1);
  });

  it('goes on where the page takes the host back while the window closes', () => {
    const page = openDocument();
    const host = show(page);
    const popup = openDocument();
    host.ownerDocument = popup;
    host.tell('emptied');
    close(popup);
    host.ownerDocument = page;
    vi.runAllTimers();
    expect(hide).not.toHaveBeenCalled();
  });

  it('does nothing once the element is removed', () => {
    const { ownerDocument } = show();
    close(ownerDocument);
    life.controller.abort();
    vi.runAllTimers();
    expect(hide).not.toHaveBeenCalled();
  });
});
