import type { PlayerParts } from './player-parts.ts';

/**
 * Puts the media element into `host`; returns a function that removes it. An element loses its source on the way to another document: it
 * starts again there, at the same position.
 */
export function attachElement(parts: PlayerParts, host: HTMLElement): () => void {
  const { binding, restart } = parts;
  const { element } = binding;
  const life = new AbortController();
  const isMoved = element && element.ownerDocument !== host.ownerDocument;
  const attach = () => binding.attach(host);
  const detach = isMoved ? restart(attach) : attach();
  import('./watch-document.ts').then(
    ({ watchDocument }) => watchDocument(parts, host, life.signal),
    () => {},
  );
  return () => {
    life.abort();
    detach();
  };
}
