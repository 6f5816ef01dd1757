import { describe, expect, it } from 'vitest';
import { decodeSubtitles, subtitleFormat } from './subtitle-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeSubtitles', () => {
  it.each([
    ['UTF-8', utf8('Žluťoučký'), 'Žluťoučký'],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('Grüße')), 'Grüße'],
    ['UTF-16, little endian', Uint8Array.of(0xff, 0xfe, 0x41, 0, 0xe9, 0), 'Aé'],
    ['UTF-16, big endian', Uint8Array.of(0xfe, 0xff, 0, 0x41, 0, 0xe9), 'Aé'],
    ['windows-1252', Uint8Array.of(0x43, 0x61, 0x66, 0xe9), 'Café'],
    ['nothing', new Uint8Array(), ''],
  ])('reads %s', (_, bytes, text) => {
    expect(decodeSubtitles(bytes)).toBe(text);
  });
});

describe('subtitleFormat', () => {
  it.each([
    ['WEBVTT\n\n00:01.000 --> 00:02.000\nHi', 'vtt'],
    ['\uFEFFWEBVTT - a title\n', 'vtt'],
    ['WEBVTTX', undefined],
    ['1\n00:00:01,000 --> 00:00:02,000\nHi', 'srt'],
    ['\r\n1\r\n00:00:01,000 --> 00:00:02,000\r\nHi', 'srt'],
    ['00:00:01.000 --> 00:00:02.000\nHi', 'srt'],
    ['[Script Info]\nTitle: x', 'ass'],
    ['; made by hand\n[script info]\n', 'ass'],
    ['[V4+ Styles]\n', 'ass'],
    ['<html><body>404</body></html>', undefined],
    ['{"error":1}', undefined],
    ['', undefined],
  ] as const)('of %j is %s', (text, format) => {
    expect(subtitleFormat(text)).toBe(format);
  });
});
