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
  const stop = lifecycle.watch(host.ownerDocument.defaultView);
  return () => {
    detach();
    stop();
  };
}
