import type { PlayerParts } from './player-parts.ts';

/**
 * Notices, until `signal` aborts, when the window that shows `host` is closed, if the page is another one, and when the page moves the
 * host with all that is around it into another document, as for a window of picture-in-picture.
 */
export function watchDocument(
  { lifecycle, restart }: Pick<PlayerParts, 'lifecycle' | 'restart'>,
  host: HTMLElement,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  let shownIn: Document;

  function watch(): void {
    const own = host.ownerDocument;
    shownIn = own;
    const view = own.defaultView;
    // Later, because the page may take the player back when its window closes.
    const onPageHide = () =>
      setTimeout(() => {
        if (!signal.aborted && host.ownerDocument === own) lifecycle.hide();
      });
    if (view !== globalThis.window) view?.addEventListener('pagehide', onPageHide, { signal });
  }

  function onEmptied(): void {
    if (host.ownerDocument === shownIn) return;
    watch();
    restart(() => {});
  }

  watch();
  host.addEventListener('emptied', onEmptied, { capture: true, signal });
}
