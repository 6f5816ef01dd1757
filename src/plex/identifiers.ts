import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { PlexError } from './errors.ts';

/** What a stream is for the server: `track` items are audio, everything else is video. */
export type PlexMediaType = 'video' | 'audio';

/** A source of random bytes; tests pass their own. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * X-Plex-Client-Identifier of a player: its `plexClientSession`, with `-audio` behind it for audio,
 * so that the server takes a video and its music for two devices. At most 96 characters.
 *
 * The base is used as it is when it is a `plexClientSession` already (also a sanitized one); anything
 * else is sanitized first.
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

/** What {@link sanitizePlexClientSession} makes. */
const sanitized = /^[\w-]{0,24}-x[0-9a-f]{64}$/;

/** A `plexClientSession` as it is: given by a host or made by us. Whatever else is sanitized. */
export function baseClientId(plexClientSession: string): string {
  const isOurs = typeof plexClientSession === 'string' && sanitized.test(plexClientSession);
  return isOurs ? plexClientSession : sanitizePlexClientSession(plexClientSession);
}

/**
 * A host's id made fit for the wire: as it is if it fits `[A-Za-z0-9_-]{1,64}`, else a readable
 * beginning and a hash of the whole. Different inputs stay different: a changed one is always longer
 * than 64 characters, so it can never equal one that fits.
 * @throws PlexError `invalid-argument` for anything but a string.
 */
export function sanitizePlexClientSession(input: string): string {
  if (/^[\w-]{1,64}$/.test(requireString(input, 'plexClientSession'))) return input;
  return `${readableBeginning(input, 24)}-x${hashHex(input)}`;
}

/**
 * A role made fit to stand in an id: as it is if it fits `[A-Za-z0-9_-]{1,32}`, else exactly 33
 * characters with a hash. Longer ones would push a whole derived id past 64.
 * @throws PlexError `invalid-argument` for anything but a string.
 */
export function sanitizeRole(input: string): string {
  if (/^[\w-]{1,32}$/.test(requireString(input, 'role'))) return input;
  const beginning = readableBeginning(input, 7);
  return `${beginning}-x${hashHex(input)}`.slice(0, 33);
}

/**
 * A random id of `[a-z0-9]`, each character equally likely. Needs `crypto.getRandomValues` only, which
 * pages on plain http have too (they have no `randomUUID`).
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
      // 252 is the last multiple of 36: bytes above it would favour some characters.
      if (byte < 252 && id.length < length) id += (byte % 36).toString(36);
    }
    if (id.length === length) return id;
  }
  throw new PlexError(
    'invalid-argument',
    'coplay: the source of random bytes gives nothing usable. Leave it out to use crypto.getRandomValues.',
  );
}

/**
 * SHA-256 as hex over the UTF-16 code units: two strings that differ only in a lone surrogate differ
 * here too, which they would not as UTF-8.
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
