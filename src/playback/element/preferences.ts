/** The viewer's settings for players of one role. */
export interface Preferences {
  /** Gain, 0 to 1. */
  readonly volume?: number | undefined;
  readonly muted?: boolean;
}

/** Keyed by role, not by id: ids may change, the volume must stay. */
const keyOf = (role: string) => `coplay:preferences:${role}`;

export function readPreferences(role: string): Preferences {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage.getItem(keyOf(role)) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const { volume, muted } = stored as Record<string, unknown>;
    return {
      ...(typeof volume === 'number' && volume >= 0 && volume <= 1 ? { volume } : {}),
      ...(typeof muted === 'boolean' ? { muted } : {}),
    };
  } catch {
    return {};
  }
}

/** Does nothing where storage is blocked or full. */
export function writePreferences(role: string, preferences: Preferences): void {
  try {
    globalThis.localStorage.setItem(keyOf(role), JSON.stringify(preferences));
  } catch {}
}
