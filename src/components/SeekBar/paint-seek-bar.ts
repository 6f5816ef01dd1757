import { clockTime } from '../../i18n/clock-time.ts';
import type { Player } from '../../playback/player/player.ts';
import { bufferedGradient } from './buffered-gradient.ts';
import { isSeekable } from './is-seekable.ts';

export interface SeekBarElements {
  readonly root: HTMLElement;
  readonly slider: HTMLInputElement;
  /** Shows the time under the pointer. */
  readonly preview: HTMLElement;
}

/**
 * Keeps a seek bar in step with its player, several times a second and without React, until `signal` aborts.
 *
 * @param sayPosition Says where the player is and how long the item is, in words.
 */
export function paintSeekBar(
  { root, slider, preview }: SeekBarElements,
  player: Player,
  sayPosition: (seconds: number, duration: number) => string,
  signal: AbortSignal,
): void {
  const { store } = player;
  let scrubbing = false;
  /** Whether the words may change although the slider has the focus: the viewer has moved it. */
  let moved = true;
  let saidSecond = -1;
  let drawnBuffer: unknown;

  function say(seconds: number): void {
    saidSecond = Math.floor(seconds);
    slider.setAttribute('aria-valuetext', sayPosition(seconds, store.get().duration));
  }

  function showPosition(seconds: number): void {
    const { duration } = store.get();
    const share = duration > 0 ? Math.min(1, seconds / duration) : 0;
    root.style.setProperty('--coplay-progress', share.toFixed(5));
  }

  function showPreview(seconds: number): void {
    const { duration } = store.get();
    root.style.setProperty('--coplay-preview', (seconds / duration).toFixed(4));
    preview.textContent = clockTime(seconds, duration);
  }

  function paint(): void {
    const { currentTime, duration, buffered } = store.get();
    if (drawnBuffer !== buffered) {
      drawnBuffer = buffered;
      root.style.setProperty('--coplay-buffered', bufferedGradient(buffered, duration));
    }
    if (scrubbing) return;
    slider.value = String(currentTime);
    showPosition(currentTime);
    // A screen reader says each change of a slider that has the focus: it stays quiet while the item plays on.
    const quiet = slider === slider.ownerDocument.activeElement && !moved;
    if (!quiet && Math.floor(currentTime) !== saidSecond) say(currentTime);
    moved = false;
  }

  function onInput(): void {
    if (!isSeekable(store.get())) {
      paint();
      return;
    }
    scrubbing = true;
    showPosition(slider.valueAsNumber);
    showPreview(slider.valueAsNumber);
    root.dataset.scrubbing = '';
    say(slider.valueAsNumber);
  }

  function endScrubbing(): void {
    scrubbing = false;
    delete root.dataset.scrubbing;
  }

  function onCommit(): void {
    if (scrubbing) player.seek(slider.valueAsNumber);
    endScrubbing();
  }

  function onPointerMove(event: PointerEvent): void {
    const { duration } = store.get();
    const { left, width } = root.getBoundingClientRect();
    if (duration > 0 && width > 0 && !scrubbing)
      showPreview(Math.min(1, Math.max(0, (event.clientX - left) / width)) * duration);
  }

  const heed = { signal };
  slider.addEventListener('input', onInput, heed);
  slider.addEventListener('change', onCommit, heed);
  slider.addEventListener('pointercancel', endScrubbing, heed);
  slider.addEventListener('keydown', () => (moved = true), heed);
  slider.addEventListener('focus', () => say(store.get().currentTime), heed);
  root.addEventListener('pointermove', onPointerMove, heed);
  signal.addEventListener('abort', store.subscribe(paint), { once: true });
  paint();
}
