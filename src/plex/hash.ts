import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SHA-256 over the UTF-16 code units, as hex. As UTF-8, strings that differ only in a lone surrogate would have the same hash.
 * `crypto.subtle` is not used: it is asynchronous, and missing on plain http.
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
