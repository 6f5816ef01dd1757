import { hasModifier, type PressedKey } from './has-modifier.ts';

export interface SliderScale {
  readonly value: number;
  readonly max: number;
  /** Step of an arrow key. */
  readonly step: number;
  /** Step of Page Up and Page Down. */
  readonly page: number;
}

/**
 * The value to which a key moves a slider that begins at 0; `undefined` for other keys. The browser does not move it as well:
 * a native range has one step for pointer and keys, and these sliders move in larger steps by key.
 */
export function sliderKeyTarget(
  pressed: PressedKey & { preventDefault(): void },
  { value, max, step, page }: SliderScale,
): number | undefined {
  if (hasModifier(pressed)) return undefined;
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
  if (target === undefined) return undefined;
  pressed.preventDefault();
  return Math.min(max, Math.max(0, target));
}
