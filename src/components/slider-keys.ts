import type { PressedKey } from './PlayerFrame/shortcuts.ts';

export interface SliderScale {
  readonly value: number;
  readonly max: number;
  /** What an arrow moves by. */
  readonly step: number;
  /** What Page Up and Page Down move by. */
  readonly page: number;
}

/**
 * Where a key moves a slider that begins at 0, or `undefined` for a key that is not a slider's. A native range knows one
 * step for pointer and keys; these sliders follow a pointer finely and keys in steps worth taking.
 */
export function sliderKeyTarget(
  pressed: PressedKey,
  { value, max, step, page }: SliderScale,
): number | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.shiftKey) return undefined;
  const target = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + page,
    PageDown: value - page,
    Home: 0,
    End: max,
  }[pressed.key];
  return target === undefined ? undefined : Math.min(max, Math.max(0, target));
}
