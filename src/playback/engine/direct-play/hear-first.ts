/** Events of a file, which those who play the item must not get while one file replaces another. */
export const fileEvents = [
  ...['abort', 'emptied', 'loadstart', 'durationchange', 'loadedmetadata', 'loadeddata'],
  ...['canplay', 'canplaythrough', 'playing', 'waiting', 'play', 'pause', 'ended'],
  ...['timeupdate', 'seeking', 'seeked'],
];
export interface HearFirstOptions {
  readonly names: readonly string[];
  readonly signal: AbortSignal;
  onEvent(event: Event): void;
}

/**
 * Listens to events of an element in front of everybody else: React listens above the element, in the capture phase. Call what it
 * returns now and then, as the element may have moved to another window. `onEvent` may get an event more than once.
 */
export function hearFirst(
  media: HTMLMediaElement,
  { names, signal, onEvent }: HearFirstOptions,
): () => void {
  const heard = new WeakSet<EventTarget>();
  const listen = () => {
    for (const target of [media.ownerDocument?.defaultView, media.getRootNode?.(), media]) {
      if (!target || heard.has(target)) continue;
      heard.add(target);
      for (const name of names) target.addEventListener(name, onEvent, { capture: true, signal });
    }
  };
  listen();
  return listen;
}
