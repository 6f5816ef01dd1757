import { describe, expect, it } from 'vitest';
import { ascii, box, concat, payload, tinyFragments } from '../test-support/tiny-catalogue.ts';
import { readFragmentedFile } from './fragmented-file.ts';

const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

describe('readFragmentedFile', () => {
  it('splits a video into its initialisation segment and one segment per fragment', () => {
    const bytes = tinyFragments('video', 3);
    const file = readFragmentedFile(bytes);
    expect(file).toMatchObject({ kind: 'video', codecs: 'vp09.00.10.08', width: 320, height: 180 });
    expect(text(file.init).slice(4, 8)).toBe('ftyp');
    expect(file.segments).toHaveLength(3);
    expect(text(file.segments[2]!)).toContain(text(new Uint8Array(payload('video', 2))));
    expect(concat([file.init, ...file.segments])).toEqual(bytes);
  });

  it('reads codec and sample rate of audio', () => {
    const file = readFragmentedFile(tinyFragments('audio', 1));
    expect(file).toMatchObject({ kind: 'audio', codecs: 'opus', sampleRate: 48_000 });
  });

  it('leaves out index boxes between the parts', () => {
    const whole = tinyFragments('video', 2);
    const { init, segments } = readFragmentedFile(whole);
    const spaced = concat([init, box('sidx', ascii('i')), ...segments, box('mfra', ascii('m'))]);
    const file = readFragmentedFile(spaced);
    expect(file.init).toEqual(init);
    expect(file.segments).toEqual(segments);
  });

  it('reads the codec of AVC from its configuration', () => {
    const visual = new Uint8Array(78);
    const entry = box('avc1', visual, box('avcC', [1, 0x64, 0, 0x1f]));
    const stsd = box('stsd', new Uint8Array(8), entry);
    const moov = box('moov', box('trak', box('mdia', box('minf', box('stbl', stsd)))));
    const file = readFragmentedFile(concat([moov, box('moof'), box('mdat')]));
    expect(file.codecs).toBe('avc1.64001f');
  });

  it.each([
    ['no MP4', concat([box('free')]), 'no moov'],
    ['an MP4 without fragments', tinyFragments('video', 0), 'no fragments'],
    [
      'a moov without a track',
      concat([box('moov'), box('moof'), box('mdat')]),
      'no sample description',
    ],
  ])('refuses %s', (_, bytes, reason) => {
    expect(() => readFragmentedFile(bytes)).toThrow(reason);
  });
});
