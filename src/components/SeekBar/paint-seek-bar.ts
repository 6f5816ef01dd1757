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

export interface SeekBarCallbacks {
  /** Writes position and duration in words; `undefined` while that is not possible yet. */
  sayPosition(seconds: number, duration: number): string | undefined;
  onScrubbing(scrubbing: boolean): void;
}

/** While the controls are hidden, the seek bar is painted this seldom. Milliseconds. */
const HIDDEN_MS = 1_000;

/** A movement of less is not seen: half a pixel of a rail of 1,500. */
const UNSEEN_SHARE = 1 / 3_000;

/** Keeps a seek bar in step with its player, without React, until `signal` aborts. */
export function paintSeekBar(
  { root, slider, preview }: SeekBarElements,
  player: Player,
  { sayPosition, onScrubbing }: SeekBarCallbacks,
  signal: AbortSignal,
): void {
  const { store } = player;
  const frame = root.closest<HTMLElement>('.coplay-player');
  let scrubbing = false;
  /** Whether the words may change while the slider has the focus, because the viewer has moved it. */
  let moved = true;
  let saidSecond = -1;
  let drawnBuffer: unknown;
  let drawnShare = Number.NaN;
  let paintedAt = -HIDDEN_MS;
  let isHidden = false;

  function say(seconds: number): void {
    const words = sayPosition(seconds, store.get().duration);
    if (words === undefined) return;
    saidSecond = Math.floor(seconds);
    slider.setAttribute('aria-valuetext', words);
  }

  const shareOf = (seconds: number) => {
    const { duration } = store.get();
    return duration > 0 ? Math.min(1, seconds / duration) : 0;
  };

  function showShare(share: number): void {
    drawnShare = share;
    root.style.setProperty('--coplay-progress', share.toFixed(5));
  }

  function showPreview(seconds: number): void {
    const { duration } = store.get();
    root.style.setProperty('--coplay-preview', (seconds / duration).toFixed(4));
    preview.textContent = clockTime(seconds, duration);
  }

  /** Hidden controls are shown while the keyboard focus is among them. */
  function noticeHidden(): void {
    isHidden =
      frame?.dataset.controls === 'hidden' && frame.querySelector(':focus-visible') === null;
    if (!isHidden) paintNow();
  }

  function paint(): void {
    const { currentTime, duration, buffered } = store.get();
    const now = performance.now();
    if (isHidden && now - paintedAt < HIDDEN_MS) return;
    paintedAt = now;
    if (drawnBuffer !== buffered) {
      drawnBuffer = buffered;
      root.style.setProperty('--coplay-buffered', bufferedGradient(buffered, duration));
    }
    if (scrubbing) return;
    const share = shareOf(currentTime);
    // At first and after `paintNow()` the drawn share is not a number.
    if (!(Math.abs(share - drawnShare) < UNSEEN_SHARE)) {
      slider.value = String(currentTime);
      showShare(share);
    }
    // A screen reader reads each change of a focused slider: no change while the item simply plays.
    // A document names the host of a shadow root in place of what has the focus in it.
    const { activeElement } = slider.getRootNode() as Document | ShadowRoot;
    const quiet = slider === activeElement && !moved;
    if (!quiet && Math.floor(currentTime) !== saidSecond) say(currentTime);
    moved = false;
  }

  function paintNow(): void {
    drawnShare = Number.NaN;
    paintedAt = -HIDDEN_MS;
    paint();
  }

  function setScrubbing(on: boolean): void {
    if (scrubbing !== on) onScrubbing(on);
    scrubbing = on;
  }

  function onInput(): void {
    if (!isSeekable(store.get())) {
      paintNow();
      return;
    }
    const seconds = slider.valueAsNumber;
    setScrubbing(true);
    showShare(shareOf(seconds));
    showPreview(seconds);
    say(seconds);
  }

  function onCommit(): void {
    if (scrubbing) player.seek(slider.valueAsNumber);
    setScrubbing(false);
  }

  function onCancel(): void {
    setScrubbing(false);
    paintNow();
  }

  function onPointerMove(event: PointerEvent): void {
    const { duration } = store.get();
    const { left, width: whole } = root.getBoundingClientRect();
    if (duration > 0 && whole > 0 && !scrubbing)
      showPreview(Math.min(1, Math.max(0, (event.clientX - left) / whole)) * duration);
  }

  const options = { signal };
  slider.addEventListener('input', onInput, options);
  slider.addEventListener('change', onCommit, options);
  slider.addEventListener('pointercancel', onCancel, options);
  slider.addEventListener('keydown', () => (moved = true), options);
  slider.addEventListener('focus', () => say(store.get().currentTime), options);
  root.addEventListener('pointermove', onPointerMove, options);

  frame?.addEventListener('focusin', noticeHidden, options);
  frame?.addEventListener('focusout', noticeHidden, options);
  const shown = new MutationObserver(noticeHidden);
  if (frame) shown.observe(frame, { attributeFilter: ['data-controls'] });
  const unsubscribe = store.subscribe(paint);
  signal.addEventListener('abort', () => {
    unsubscribe();
    shown.disconnect();
    setScrubbing(false);
  });
  noticeHidden();
  paint();
}
