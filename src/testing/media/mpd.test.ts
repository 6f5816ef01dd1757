import { describe, expect, it } from 'vitest';
import { tinyFragments } from '../test-support/tiny-catalogue.ts';
import { readFragmentedFile } from './fragmented-file.ts';
import { buildMpd, isoDuration } from './mpd.ts';

describe('buildMpd', () => {
  const tracks = [tinyFragments('video'), tinyFragments('audio')].map(readFragmentedFile);
  const mpd = buildMpd({ session: 'abc-1', durationMs: 12_000, tracks });

  it('is static and lists the whole duration in one second segments from 0', () => {
    expect(mpd).toContain('type="static" mediaPresentationDuration="PT12S" minBufferTime="PT10S"');
    expect(mpd.match(/timescale="1" duration="1" startNumber="0"/g)).toHaveLength(2);
  });

  it('names header and segments relative to itself', () => {
    expect(mpd).toContain('initialization="session/abc-1/$RepresentationID$/header"');
    expect(mpd).toContain('media="session/abc-1/$RepresentationID$/$Number$.m4s"');
  });

  it('has video with the id 0 and audio with the id 1', () => {
    expect(mpd).toMatch(
      /<Representation id="0" codecs="vp09.00.10.08"[^>]* width="320" height="180"/,
    );
    expect(mpd).toMatch(/<Representation id="1" codecs="opus"[^>]* audioSamplingRate="48000"/);
  });

  it('escapes a session id in the XML and in the path', () => {
    const strange = buildMpd({ session: 'a/"b&<$>', durationMs: 1000, tracks });
    expect(strange).toContain('session/a%2F%22b%26%3C%24%3E/$RepresentationID$');
  });
});

describe('isoDuration', () => {
  it.each([
    [0, 'PT0S'],
    [1500, 'PT1.5S'],
    [61_000, 'PT1M1S'],
    [3_600_001, 'PT1H0.001S'],
  ])('writes %i ms', (milliseconds, text) => {
    expect(isoDuration(milliseconds)).toBe(text);
  });
});
