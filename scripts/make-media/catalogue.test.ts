import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rasterType } from '../../src/plex/raster-type.ts';
import { readFragmentedFile } from '../../src/testing/media/fragmented-file.ts';
import type { Catalogue } from '../../src/testing/media-catalogue.ts';
import { fragmentStarts } from './fragments.ts';
import { mp3Seconds, readMp3Info } from './mp3.ts';

const media = fileURLToPath(new URL('../../media/', import.meta.url));
const small = fileURLToPath(new URL('../../src/testing/small-media/files/', import.meta.url));
const list = JSON.parse(readFileSync(`${media}catalogue.json`, 'utf8')) as Catalogue;
const read = (file: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`${media}${file}`));

function folderSize(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(`${folder}${file}`).size, 0);
}

const fragmented = [...list.videos, ...list.tracks].flatMap((item) =>
  Object.values(item.dash ?? {}).map((file: string) => ({ file, durationMs: item.durationMs })),
);
const mp3s = list.tracks.flatMap((track) =>
  track.direct ? [{ ...track.direct, durationMs: track.durationMs }] : [],
);

describe('the media of the repository', () => {
  it('include the items that the stories use', () => {
    expect(list.videos.map(({ ratingKey }) => ratingKey)).toEqual([
      '662548',
      '662549',
      '662560',
      '662570',
    ]);
    expect(mp3s).toHaveLength(8);
    expect(list.albums.map(({ tracks }) => tracks.length)).toEqual([8, 1]);
    expect(list.playlists[0]?.items[0]).toBe('140611');
  });

  it('have unique rating keys and parts', () => {
    const items = [...list.videos, ...list.tracks];
    const keys = [...items, ...list.albums, ...list.playlists].map(({ ratingKey }) => ratingKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(items.map(({ partId }) => partId)).size).toBe(items.length);
  });

  it('have all tracks of each album and playlist', () => {
    const tracks = new Set(list.tracks.map(({ ratingKey }) => ratingKey));
    const named = [
      ...list.albums.flatMap((album) => album.tracks),
      ...list.playlists.flatMap(({ items }) => items),
    ];
    expect(named.filter((key) => !tracks.has(key))).toEqual([]);
  });

  it.each(fragmented)('have one fragment a second in $file', ({ file, durationMs }) => {
    const starts = fragmentStarts(read(file));
    expect(starts).toHaveLength(durationMs / 1000);
    starts.forEach((start, second) => {
      expect(Math.abs(start - second)).toBeLessThan(0.03);
    });
  });

  it('are VP9 and Opus', () => {
    const codecs = fragmented.map(({ file }) => readFragmentedFile(read(file)).codecs);
    expect(new Set(codecs)).toEqual(new Set(['vp09.00.21.08', 'opus']));
  });

  it.each(mp3s)('have the encoder delay and padding in $file', ({ file, size, durationMs }) => {
    const bytes = read(file);
    expect(bytes.byteLength).toBe(size);
    expect(readMp3Info(bytes)?.delay).toBeGreaterThan(0);
    expect(Math.round(mp3Seconds(bytes) * 1000)).toBe(durationMs);
    expect(durationMs).toBeGreaterThanOrEqual(20_000);
  });

  it('have an image for every video and album', () => {
    for (const { art } of [...list.videos, ...list.albums]) {
      expect(art).toMatch(/\.webp$/);
      expect(rasterType(read(art))).toBe('image/webp');
    }
  });

  it('are smaller than four megabytes, including those in the package', () => {
    expect(folderSize(media) + folderSize(small)).toBeLessThan(4_000_000);
  });
});
