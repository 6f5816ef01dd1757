import { holdConnection } from '../../core/server-connections.ts';
import { emptyElement } from '../engine.ts';

/**
 * Loads the beginning of a file that `media` plays next, until `signal` aborts. Browsers share what they have loaded between elements
 * with the same URL, so that the player's element has its first picture at once.
 */
export function preloadPart(media: HTMLMediaElement, url: string, signal: AbortSignal): void {
  const ahead = media.ownerDocument.createElement(media.localName as 'audio' | 'video');
  ahead.preload = 'auto';
  ahead.muted = true;
  ahead.crossOrigin = media.crossOrigin;
  ahead.src = url;
  holdConnection(url, signal);
  signal.addEventListener('abort', () => emptyElement(ahead), { once: true });
}
