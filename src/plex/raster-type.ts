/** How many bytes {@link rasterType} looks at. */
export const headBytes = 4096;

/**
 * The type of a raster picture by its first bytes: JPEG, PNG, GIF, WebP or AVIF. `undefined` for anything else, also SVG, whose
 * scripts run when it is opened as a document.
 */
export function rasterType(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, headBytes));
  const is = (signature: string, at = 0) => head.startsWith(signature, at);
  if (is('\xff\xd8\xff')) return 'image/jpeg';
  if (is('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (is('GIF87a') || is('GIF89a')) return 'image/gif';
  if (is('RIFF') && is('WEBP', 8)) return 'image/webp';
  return isAvif(head) ? 'image/avif' : undefined;
}

/** Whether `avif` or `avis` (a sequence) is among the brands of the box `ftyp` (ISO/IEC 14496-12, section 4.3). */
function isAvif(head: string): boolean {
  if (head.slice(4, 8) !== 'ftyp') return false;
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((at) => head.charCodeAt(at));
  const size = ((a * 256 + b) * 256 + c) * 256 + d;
  // A major brand, its version, and any number of compatible brands, four bytes each.
  if (size % 4 !== 0 || size > head.length) return false;
  const brands = head.slice(8, 12) + head.slice(16, size);
  return /^(?:.{4})*avi[fs]/s.test(brands);
}
