import { deviceIdentifier } from './device-identifier.ts';
import { hashHex } from './hash.ts';
import type { PlexMediaType } from './media-type.ts';
import { isSanitizedSession, isValidRole, isValidSession } from './valid-ids.ts';

/**
 * X-Plex-Client-Identifier of a player: its `plexClientSession`, with the suffix `-audio` for audio, so that a video and its
 * music are two devices for the server. At most 96 characters.
 *
 * A valid `plexClientSession` (also a sanitized one) is used unchanged; anything else is sanitized first.
 */
export function clientIdentifier(plexClientSession: string, mediaType: PlexMediaType): string {
  return deviceIdentifier(baseClientId(plexClientSession), mediaType);
}

/** Returns a valid `plexClientSession` unchanged, and sanitizes anything else. */
export function baseClientId(plexClientSession: string): string {
  return isSanitizedSession(plexClientSession)
    ? plexClientSession
    : sanitizePlexClientSession(plexClientSession);
}

/**
 * Makes an id of a host usable as a client identifier. One that matches `[A-Za-z0-9_-]{1,64}` stays unchanged; any other becomes
 * a readable beginning and a hash of the whole. Different inputs stay different: a changed id is always longer than 64
 * characters, so it never equals an unchanged one.
 * @throws PlexError `invalid-argument` for anything but a string.
 */
export function sanitizePlexClientSession(input: string): string {
  if (isValidSession(input)) return input;
  return `${readableBeginning(input, 24)}-x${hashHex(input)}`;
}

/**
 * Makes a role usable as part of an id. One that matches `[A-Za-z0-9_-]{1,32}` stays unchanged; any other becomes 33 characters
 * with a hash, so that the whole id fits 64 characters.
 * @throws PlexError `invalid-argument` for anything but a string.
 */
export function sanitizeRole(input: string): string {
  if (isValidRole(input)) return input;
  const beginning = readableBeginning(input, 7);
  return `${beginning}-x${hashHex(input)}`.slice(0, 33);
}

function readableBeginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[^\w-]/g, '-');
}
