/** What a viewer has set for players of one role. */
export interface Preferences {
  /** Gain, 0 to 1. */
  readonly volume?: number;
  readonly muted?: boolean;
}

/** Preferences belong to a role, never to an id: an id may change, and the volume must not. */
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

/** Storage that is blocked or full costs the preference, nothing else. */
export function writePreferences(role: string, preferences: Preferences): void {
  try {
    globalThis.localStorage.setItem(keyOf(role), JSON.stringify(preferences));
  } catch {}
}
