import { describe, expect, it } from 'vitest';
import { rasterType } from '../../plex/raster-type.ts';
import { readFragmentedFile } from '../media/fragmented-file.ts';
import { fragmentedFiles } from '../test-support/fragmented-files.ts';
import { smallCatalogue, smallFileNames } from './small-catalogue.ts';

const catalogue = smallCatalogue();
const playable = [...catalogue.videos, ...catalogue.tracks];
const direct = playable.flatMap((item) => (item.direct ? [item.direct] : []));
const fragmented = fragmentedFiles(catalogue);
const art = [...catalogue.videos, ...catalogue.albums].map((item) => item.art);

function text(bytes: Uint8Array, from: number, until: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(from, until));
}

describe('the media inside the package', () => {
  it('hold a video, a clip, a refused film, tracks, albums and a playlist', () => {
    expect(catalogue.videos.map(({ ratingKey }) => ratingKey)).toEqual([
      '662548',
      '662560',
      '662570',
      '662600',
      '662612',
      '662613',
      '662614',
    ]);
    expect(catalogue.tracks.map(({ ratingKey }) => ratingKey)).toEqual([
      '140611',
      '140612',
      '140613',
      '140620',
    ]);
    expect(catalogue.playlists[0]?.items).toEqual(['140611', '140612', '140613']);
  });

  it.each(direct)('have $file in the size of the list', async ({ file, size }) => {
    expect((await catalogue.read(file)).byteLength).toBe(size);
  });

  it.each(fragmented)('have one fragment a second in $file', async ({ file, durationMs }) => {
    const { segments } = readFragmentedFile(await catalogue.read(file));
    expect(segments).toHaveLength(durationMs / 1000);
  });

  it.each(smallFileNames())('have %s', async (file) => {
    expect((await catalogue.read(file)).byteLength).toBeGreaterThan(0);
  });

  it('have an MP4 that can start before it has loaded', async () => {
    const clip = await catalogue.read('harbour-warm-up.mp4');
    const whole = text(clip, 0, clip.byteLength);
    expect(whole.indexOf('moov')).toBeGreaterThan(0);
    expect(whole.indexOf('moov')).toBeLessThan(whole.indexOf('mdat'));
  });

  it('have MP3s with an Info tag, so that a player can trim the padding', async () => {
    const files = direct.filter(({ container }) => container === 'mp3');
    expect(files).toHaveLength(3);
    for (const { file } of files)
      expect(text(await catalogue.read(file), 0, 4096)).toContain('Info');
  });

  it.each(art)('have the picture %s', async (file) => {
    expect(file).toMatch(/\.webp$/);
    expect(rasterType(await catalogue.read(file))).toBe('image/webp');
  });

  it('decode a file only once', async () => {
    expect(await catalogue.read('cadence.mp3')).toBe(await catalogue.read('cadence.mp3'));
  });

  it.each(['nothing.mp4', 'constructor', ''])('refuse the unknown name %j', async (file) => {
    await expect(catalogue.read(file)).rejects.toThrow('coplay: the small catalogue has no file');
  });
});
