import { bufferedAhead } from './playing.ts';

/** Interruptions that a viewer may have noticed. */
export interface Hitches {
  /** Number of stalls for lack of data. */
  readonly waits: number;
  /** Total duration of the stalls. Milliseconds. */
  readonly heldUpMs: number;
  /** Number of seeks. */
  readonly jumps: number;
  /** Number of new sources. */
  readonly newSources: number;
}

/** Watches a media element. Returns a function that reads the interruptions so far. */
export function watchHitches(media: HTMLMediaElement): () => Hitches {
  let waits = 0;
  let jumps = 0;
  let newSources = 0;
  let heldUpMs = 0;
  let since: number | undefined;
  media.addEventListener('waiting', () => {
    // With data in the buffer, a busy machine is the cause.
    if (bufferedAhead(media) >= 0.5) return;
    waits += 1;
    since ??= performance.now();
  });
  media.addEventListener('playing', () => {
    if (since !== undefined) heldUpMs += performance.now() - since;
    since = undefined;
  });
  media.addEventListener('seeking', () => {
    jumps += 1;
  });
  media.addEventListener('emptied', () => {
    newSources += 1;
  });
  return () => {
    const open = since === undefined ? 0 : performance.now() - since;
    return { waits, heldUpMs: Math.round(heldUpMs + open), jumps, newSources };
  };
}
