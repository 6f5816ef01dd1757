import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientProfileExtra } from './client-profile.ts';

const depth = (codec: string, bits: number) =>
  `add-limitation(scope=videoCodec&scopeName=${codec}&type=upperBound&name=video.bitDepth&value=${bits}&replace=true)`;
const film = (codecs: string, rest = 'protocol=dash&container=mp4') =>
  `add-transcode-target(type=videoProfile&context=streaming&${rest}&${codecs}&replace=true)`;
const song = (rest: string) =>
  `add-transcode-target(type=musicProfile&context=streaming&${rest}&replace=true)`;

/** A browser whose Media Source Extensions take these codecs. */
function browser(...codecs: string[]): void {
  const isTypeSupported = (type: string) => codecs.some((codec) => type.includes(`"${codec}"`));
  vi.stubGlobal('MediaSource', { isTypeSupported });
}

describe('clientProfileExtra', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('names H.264 and AAC without Media Source Extensions', () => {
    const h264 = `${depth('h264', 8)}+${depth('hevc', 10)}`;
    expect(clientProfileExtra('video', 'dash')).toBe(
      `${h264}+${film('videoCodec=h264&audioCodec=aac')}`,
    );
    expect(clientProfileExtra('video', 'hls')).toBe(
      `${h264}+${film('videoCodec=h264&audioCodec=aac', 'protocol=hls&container=mpegts')}`,
    );
  });

  it.each([
    ['dash', 'protocol=dash&container=mp4&audioCodec=aac'],
    ['hls', 'protocol=hls&container=mpegts&audioCodec=aac'],
    ['http', 'protocol=http&container=mp3&audioCodec=mp3'],
  ] as const)('names one target for music by %s', (protocol, target) => {
    browser('ac-3');
    expect(clientProfileExtra('audio', protocol)).toBe(song(target));
  });

  it('names what the browser takes besides', () => {
    browser('avc1.640028', 'ac-3', 'ec-3', 'hvc1.2.4.L120.B0');
    expect(clientProfileExtra('video', 'dash')).toBe(
      `${depth('h264', 8)}+${depth('hevc', 10)}+${film('videoCodec=h264,hevc&audioCodec=aac,ac3,eac3')}`,
    );
    browser('hvc1.1.6.L120.B0');
    expect(clientProfileExtra('video', 'dash')).toContain('videoCodec=h264&');
  });

  it('asks what a browser with a managed media source takes', () => {
    const isTypeSupported = (type: string) => type.includes('ec-3');
    vi.stubGlobal('ManagedMediaSource', { isTypeSupported });
    expect(clientProfileExtra('video', 'dash')).toContain('audioCodec=aac,eac3');
  });

  it('asks the browser for DASH only: other protocols play in other programs', () => {
    browser('ac-3', 'hvc1.1.6.L120.B0');
    expect(clientProfileExtra('video', 'http')).toContain('videoCodec=h264&audioCodec=aac&');
  });
});
