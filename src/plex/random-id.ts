import { wrongInput } from './wrong-input.ts';

/** A source of random bytes. Tests pass their own. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * Creates a random id of `[a-z0-9]`, each character equally likely. It needs only `crypto.getRandomValues`, which also pages on
 * plain http have, unlike `randomUUID`.
 */
export function createRandomId(length = 24, random: RandomBytes = cryptoBytes): string {
  const isPossible = Number.isInteger(length) && length > 0 && length <= 96;
  let id = '';
  for (let round = 0; isPossible && round < 100; round += 1) {
    for (const byte of random(length - id.length)) {
      // 252 is the largest multiple of 36 in a byte. Higher values would make some characters more likely.
      if (byte < 252 && id.length < length) id += (byte % 36).toString(36);
    }
    if (id.length === length) return id;
  }
  throw wrongInput('length', 'a whole number from 1 to 96, with a source of random bytes');
}

function cryptoBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
