import type { CatalogueTrack, MediaCatalogue } from '../media-catalogue.ts';

/** A box: size, type, payload. */
export function box(
  type: string,
  ...payload: readonly (Uint8Array | readonly number[])[]
): Uint8Array {
  const bytes = payload.flatMap((piece) => [...piece]);
  const size = bytes.length + 8;
  return new Uint8Array([...uint32(size), ...ascii(type), ...bytes]);
}

export function uint32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

export function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

export const SECONDS = 12;

/** The payload of segment n of the tiny video and sound: no media, but bytes one can tell apart. */
export function payload(kind: 'video' | 'audio', segment: number): number[] {
  return ascii(`${kind} ${segment}`);
}

/** A fragmented MP4 as far as the server looks into it: 320 by 180 VP9, or 48 kHz Opus. */
export function tinyFragments(kind: 'video' | 'audio', seconds = SECONDS): Uint8Array<ArrayBuffer> {
  const entry =
    kind === 'video'
      ? box('vp09', zeros(24), [1, 64, 0, 180], zeros(50), box('vpcC', [1, 0, 0, 0, 0, 10, 0x82]))
      : box('Opus', zeros(24), [0xbb, 0x80, 0, 0], box('dOps', zeros(11)));
  const stbl = box('stbl', box('stsd', zeros(4), uint32(1), entry));
  const minf = box('minf', box(kind === 'video' ? 'vmhd' : 'smhd', zeros(8)), stbl);
  const pieces = [box('ftyp', ascii('iso6')), box('moov', box('trak', box('mdia', minf)))];
  for (let n = 0; n < seconds; n += 1) {
    pieces.push(box('moof', uint32(n)), box('mdat', payload(kind, n)));
  }
  return concat(pieces);
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

const MP3 = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);

/** Items under the keys the other catalogues use, with bytes made on the spot. */
export function tinyCatalogue(): MediaCatalogue {
  const files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
    'v.mp4': tinyFragments('video'),
    'a.mp4': tinyFragments('audio'),
    'direct.mp4': MP3,
    'track.mp3': MP3,
    'poster.svg': new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  };
  const video = { type: 'clip', summary: '', year: 2025, durationMs: SECONDS * 1000 } as const;
  const picture = { width: 320, height: 180, bitrateKbps: 800, art: 'poster.svg' };
  const direct = { container: 'mp3', size: MP3.byteLength } as const;
  const track = (at: number, more: Partial<CatalogueTrack>): CatalogueTrack => ({
    ratingKey: `${140_610 + at}`,
    title: `Track ${at}`,
    artist: 'The Tests',
    albumRatingKey: '140610',
    index: at,
    durationMs: 6000,
    bitrateKbps: 128,
    partId: `${145_738 + at}`,
    stamp: '1587179308',
    ...more,
  });
  return {
    videos: [
      {
        ...video,
        ...picture,
        ratingKey: '662548',
        title: 'Sunrise Ride',
        partId: '9001',
        stamp: '1700000001',
        dash: { video: 'v.mp4', audio: 'a.mp4' },
      },
      {
        ...video,
        ...picture,
        ratingKey: '662549',
        title: 'Night Swim',
        partId: '9002',
        stamp: '1700000002',
        dash: { video: 'v.mp4', audio: 'a.mp4' },
      },
      {
        ...video,
        ...picture,
        ratingKey: '662560',
        title: 'Harbour Warm-up',
        partId: '9003',
        stamp: '1700000003',
        direct: { file: 'direct.mp4', container: 'mp4', size: MP3.byteLength },
      },
      {
        ...video,
        ...picture,
        ratingKey: '662570',
        title: 'Lost Reel',
        partId: '9004',
        stamp: '1700000004',
        refused: true,
      },
    ],
    tracks: [
      track(1, { direct: { ...direct, file: 'track.mp3' } }),
      track(2, { direct: { ...direct, file: 'track.mp3' } }),
      track(9, { ratingKey: '140620', dash: { audio: 'a.mp4' }, durationMs: SECONDS * 1000 }),
      track(10, { ratingKey: '140621', dash: { audio: 'a.mp4' }, durationMs: SECONDS * 1000 }),
    ],
    albums: [
      {
        ratingKey: '140610',
        title: 'Tests & Tones',
        artist: 'The Tests',
        year: 2020,
        art: 'poster.svg',
        tracks: ['140611', '140612'],
      },
    ],
    playlists: [{ ratingKey: '140600', title: 'Again', items: ['140611', '140612', '140611'] }],
    read(file) {
      const bytes = files[file];
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no file ${file}`));
    },
  };
}
