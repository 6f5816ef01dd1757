/** Answers of dead or starting sessions are shorter: 0 to 78 bytes were observed. */
const STUB_BYTES = 200;

/**
 * Whether a body contains a segment. For a dead session Plex answers 200 with an empty body or a stub of 78 bytes, and
 * proxies answer 200 with an error page.
 */
export function holdsSegment(kind: 'media' | 'init', body: ArrayBuffer): boolean {
  const view = new DataView(body);
  const wanted = kind === 'init' ? 'moov' : 'mdat';
  if (!isBoxAt(view, 0)) return body.byteLength >= STUB_BYTES && !isText(view);
  for (let at = 0; isBoxAt(view, at); ) {
    const { type, header, size } = boxAt(view, at);
    if (type === wanted) return size > header;
    at += size;
  }
  return false;
}

/**
 * Whether a segment is after another one of its track: servers may answer a request beyond the last segment with the last one. By the
 * decode times (`tfdt`, ISO/IEC 14496-12, section 8.8.12); without them any other media count as later.
 */
export function isLater(body: ArrayBuffer, than: ArrayBuffer): boolean {
  const [next, last] = [decodeTimeOf(body), decodeTimeOf(than)];
  if (next !== undefined && last !== undefined) return next > last;
  const other = new Uint8Array(than);
  return (
    body.byteLength !== than.byteLength ||
    new Uint8Array(body).some((byte, at) => byte !== other[at])
  );
}

/** The decode time of a fragment, in units of its track. */
function decodeTimeOf(body: ArrayBuffer): number | undefined {
  const track = ['moof', 'traf', 'tfdt'].reduce<DataView | undefined>(
    (outer, type) => outer && boxIn(outer, type),
    new DataView(body),
  );
  // The version decides the length of the time.
  if (!track || track.byteLength < 8) return undefined;
  if (track.getUint8(0) === 0) return track.getUint32(4);
  return track.byteLength < 12 ? undefined : Number(track.getBigUint64(4));
}

/** The content of the first box of a type. */
function boxIn(view: DataView, wanted: string): DataView | undefined {
  for (let at = 0; isBoxAt(view, at); ) {
    const { type, header, size } = boxAt(view, at);
    const start = at + header;
    const end = Math.min(at + size, view.byteLength);
    if (type === wanted && start <= end)
      return new DataView(view.buffer, view.byteOffset + start, end - start);
    at += size;
  }
  return undefined;
}

/** Whether it starts like a page of a proxy or server: HTML, XML or JSON. */
function isText(view: DataView): boolean {
  const start = new TextDecoder().decode(view.buffer.slice(0, 64));
  return /^\uFEFF?\s*[<{[]/.test(start);
}

/** Whether a box of ISO/IEC 14496-12, section 4.2, starts here. False for WebM and MPEG-TS. */
function isBoxAt(view: DataView, at: number): boolean {
  return at + 8 <= view.byteLength && /^[a-z0-9]{4}$/i.test(boxAt(view, at).type);
}

function boxAt(view: DataView, at: number): { type: string; header: number; size: number } {
  const letters = [4, 5, 6, 7].map((offset) => view.getUint8(at + offset));
  const type = String.fromCharCode(...letters);
  const size = view.getUint32(at);
  const rest = view.byteLength - at;
  // Size 0 means "to the end", 1 means that the next 8 bytes hold the size.
  if (size === 1)
    return {
      type,
      header: 16,
      size: rest < 16 ? rest : Math.max(16, Number(view.getBigUint64(at + 8))),
    };
  return { type, header: 8, size: size === 0 ? rest : Math.max(8, size) };
}
