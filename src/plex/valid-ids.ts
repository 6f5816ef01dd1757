import { wrongInput } from './wrong-input.ts';

/** Whether an id needs no change to be a `plexClientSession`. @throws PlexError `invalid-argument` for anything but a string. */
export function isValidSession(input: string): boolean {
  return /^[\w-]{1,64}$/.test(requireString(input, 'plexClientSession'));
}

/** Whether an id has the form that `sanitizePlexClientSession` produces. */
export function isSanitizedSession(input: string): boolean {
  return typeof input === 'string' && /^[\w-]{0,24}-x[0-9a-f]{64}$/.test(input);
}

/** Whether a role needs no change to be part of an id. @throws PlexError `invalid-argument` for anything but a string. */
export function isValidRole(input: string): boolean {
  return /^[\w-]{1,32}$/.test(requireString(input, 'role'));
}

function requireString(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw wrongInput(name, 'a string');
}
