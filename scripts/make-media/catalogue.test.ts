import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rasterType } from '../../src/plex/raster-type.ts';
import { bifPictures } from '../../src/testing/media/bif.ts';
import { readFragmentedFile } from '../../src/testing/media/fragmented-file.ts';
import type { Catalogue } from '../../src/testing/media-catalogue.ts';
import { readCues } from '../../src/testing/subtitles/read-cues.ts';
import { fragmentedFiles } from '../../src/testing/test-support/fragmented-files.ts';
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

const fragmented = fragmentedFiles(list);
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
      '662600',
      '662612',
      '662613',
      '662614',
    ]);
    expect(list.shows?.[0]?.seasons[0]?.episodes).toEqual(['662612', '662613', '662614']);
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
    expect(new Set(codecs)).toEqual(
      new Set([...['11', '21'].map((level) => `vp09.00.${level}.08`), 'opus']),
    );
  });

  it.each(mp3s)('have the encoder delay and padding in $file', ({ file, size, durationMs }) => {
    const bytes = read(file);
    expect(bytes.byteLength).toBe(size);
    expect(readMp3Info(bytes)?.delay).toBeGreaterThan(0);
    expect(Math.round(mp3Seconds(bytes) * 1000)).toBe(durationMs);
    expect(durationMs).toBeGreaterThanOrEqual(20_000);
  });

  it('have the subtitles and the preview pictures that they name', () => {
    const streams = list.videos.flatMap((video) => video.streams ?? []);
    const texts = new Set(streams.flatMap(({ text }) => text ?? []));
    expect(texts.size).toBe(6);
    for (const file of texts)
      expect(readCues(new TextDecoder().decode(read(file)))).not.toEqual([]);
    const previews = list.videos.flatMap((video) => video.previews ?? []);
    expect(previews).toHaveLength(1);
    for (const file of previews) {
      const pictures = bifPictures(read(file));
      expect(pictures.map(({ startMs }) => startMs)).toEqual(pictures.map((_, at) => at * 2000));
      expect(pictures).toHaveLength(15);
      for (const { bytes } of pictures) expect(rasterType(bytes)).toBe('image/jpeg');
    }
  });

  it('have an image for every video and album', () => {
    for (const { art } of [...list.videos, ...list.albums]) {
      expect(art).toMatch(/\.webp$/);
      expect(rasterType(read(art))).toBe('image/webp');
    }
  });

  it('are smaller than ten megabytes, including those in the package', () => {
    expect(folderSize(media) + folderSize(small)).toBeLessThan(10_000_000);
  });
});
