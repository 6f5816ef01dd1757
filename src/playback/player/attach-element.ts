import type { PlayerParts } from './player-parts.ts';

/**
 * Puts the media element into `host`; returns a function that removes it. An element loses its source on the way to another document: it
 * starts again there, at the same position.
 */
export function attachElement(
  { binding, lifecycle, restart }: PlayerParts,
  host: HTMLElement,
): () => void {
  const { element } = binding;
  const isMoved = element && element.ownerDocument !== host.ownerDocument;
  const attach = () => binding.attach(host);
  const detach = isMoved ? restart(attach) : attach();
  let shownIn = host.ownerDocument;
  let stop = lifecycle.watch(shownIn.defaultView);
  // The page may also move all that is around the element, as into a window for picture-in-picture.
  const onEmptied = () => {
    if (host.ownerDocument === shownIn) return;
    shownIn = host.ownerDocument;
    stop();
    stop = lifecycle.watch(shownIn.defaultView);
    restart(() => {});
  };
  host.addEventListener('emptied', onEmptied, true);
  return () => {
    host.removeEventListener('emptied', onEmptied, true);
    detach();
    stop();
  };
}
