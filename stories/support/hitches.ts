import { bufferedAhead } from './playing.ts';

/** What a viewer may have noticed. */
export interface Hitches {
  /** How often playback was held up by missing data. */
  readonly waits: number;
  /** How long in all, until it played again. Milliseconds. */
  readonly heldUpMs: number;
  /** How often the playhead was put somewhere else. */
  readonly jumps: number;
  /** How often the element was given a new source. */
  readonly newSources: number;
}

/** Watches a media element from now on; what is returned tells what there was up to then. */
export function watchHitches(media: HTMLMediaElement): () => Hitches {
  let waits = 0;
  let jumps = 0;
  let newSources = 0;
  let heldUpMs = 0;
  let since: number | undefined;
  media.addEventListener('waiting', () => {
    // With media at hand it is the machine that is busy.
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
