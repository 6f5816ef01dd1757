import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { PlexError } from './errors.ts';

/** The kind of a stream on the server: items of type `track` are audio, all others video. */
export type PlexMediaType = 'video' | 'audio';

/** A source of random bytes. Tests pass their own. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * X-Plex-Client-Identifier of a player: its `plexClientSession`, with the suffix `-audio` for audio, so that a video and its
 * music are two devices for the server. At most 96 characters.
 *
 * A valid `plexClientSession` (also a sanitized one) is used unchanged; anything else is sanitized first.
 */
export function clientIdentifier(plexClientSession: string, mediaType: PlexMediaType): string {
  const base = baseClientId(plexClientSession);
  if (mediaType === 'video') return base;
  if (mediaType === 'audio') return `${base}-audio`;
  throw new PlexError(
    'invalid-argument',
    "coplay: the media type is neither 'video' nor 'audio'. Give one of the two.",
  );
}

/** The form that {@link sanitizePlexClientSession} produces. */
const sanitized = /^[\w-]{0,24}-x[0-9a-f]{64}$/;

/** Returns a valid `plexClientSession` unchanged, and sanitizes anything else. */
export function baseClientId(plexClientSession: string): string {
  const isOurs = typeof plexClientSession === 'string' && sanitized.test(plexClientSession);
  return isOurs ? plexClientSession : sanitizePlexClientSession(plexClientSession);
}

/**
 * Makes an id of a host usable as a client identifier. One that matches `[A-Za-z0-9_-]{1,64}` stays unchanged; any other becomes
 * a readable beginning and a hash of the whole. Different inputs stay different: a changed id is always longer than 64
 * characters, so it never equals an unchanged one.
 * @throws PlexError `invalid-argument` for anything but a string.
 */
export function sanitizePlexClientSession(input: string): string {
  if (/^[\w-]{1,64}$/.test(requireString(input, 'plexClientSession'))) return input;
  return `${readableBeginning(input, 24)}-x${hashHex(input)}`;
}

/**
 * Makes a role usable as part of an id. One that matches `[A-Za-z0-9_-]{1,32}` stays unchanged; any other becomes 33 characters
 * with a hash, so that the whole id fits 64 characters.
 * @throws PlexError `invalid-argument` for anything but a string.
 */
export function sanitizeRole(input: string): string {
  if (/^[\w-]{1,32}$/.test(requireString(input, 'role'))) return input;
  const beginning = readableBeginning(input, 7);
  return `${beginning}-x${hashHex(input)}`.slice(0, 33);
}

/**
 * Creates a random id of `[a-z0-9]`, each character equally likely. It needs only `crypto.getRandomValues`, which also pages on
 * plain http have, unlike `randomUUID`.
 */
export function createRandomId(length = 24, random: RandomBytes = cryptoBytes): string {
  if (!Number.isInteger(length) || length < 1 || length > 96) {
    throw new PlexError(
      'invalid-argument',
      'coplay: the length of a random id is not a whole number from 1 to 96. Leave it out for 24.',
    );
  }
  let id = '';
  for (let round = 0; round < 100; round += 1) {
    for (const byte of random(length - id.length)) {
      // 252 is the largest multiple of 36 in a byte. Higher values would make some characters more likely.
      if (byte < 252 && id.length < length) id += (byte % 36).toString(36);
    }
    if (id.length === length) return id;
  }
  throw new PlexError(
    'invalid-argument',
    'coplay: the source of random bytes returns no usable bytes. Leave it out to use crypto.getRandomValues.',
  );
}

/**
 * SHA-256 over the UTF-16 code units, as hex. As UTF-8, strings that differ only in a lone surrogate would have the same hash.
 */
export function hashHex(text: string): string {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit >> 8;
    bytes[2 * i + 1] = unit & 0xff;
  }
  return bytesToHex(sha256(bytes));
}

function readableBeginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[^\w-]/g, '-');
}

function requireString(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new PlexError('invalid-argument', `coplay: ${name} is not a string. Give a string.`);
}

function cryptoBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
