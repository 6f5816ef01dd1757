/** The parts of a keyboard event that are read. */
export interface PressedKey {
  readonly key: string;
  /** The physical key: `KeyK`, whatever letter the layout has there. */
  readonly code?: string;
  /** Whether the key is held down. */
  readonly repeat?: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing?: boolean;
  /** 229 while an input method composes. */
  readonly keyCode?: number;
  getModifierState?(name: 'AltGraph'): boolean;
}

/** Whether a modifier is pressed with the key. Such a combination belongs to the browser. */
export function hasModifier({ ctrlKey, metaKey, altKey, shiftKey }: PressedKey): boolean {
  return ctrlKey || metaKey || altKey || shiftKey;
}
