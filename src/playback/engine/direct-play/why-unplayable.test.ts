import { afterEach, describe, expect, it, vi } from 'vitest';
import { type PlexPart, parseItem } from '../../../plex/index.ts';
import { whyNotDecodable, whyUnplayable } from './why-unplayable.ts';

type Stream = Record<string, unknown>;

function partOf(container: string, ...streams: readonly Stream[]): PlexPart {
  const [part] = parseItem({
    ratingKey: '1',
    Media: [{ container, Part: [{ id: '1', Stream: streams }] }],
  }).parts;
  if (!part) throw new Error('No part.');
  return part;
}
const h264 = { streamType: 1, codec: 'h264', profile: 'high', level: 40 };
const hevc = { streamType: 1, codec: 'hevc' };
const aac = { streamType: 2, codec: 'aac' };
const ac3 = { streamType: 2, codec: 'ac3' };

/** A browser that knows these containers and codecs. */
function browser(containers: readonly string[], codecs: readonly string[], localName = 'video') {
  const knows = (type: string) => {
    const [container = '', list = ''] = type.split('; codecs=');
    const asked = list.replaceAll('"', '').split(', ').filter(Boolean);
    return containers.includes(container) && asked.every((codec) => codecs.includes(codec));
  };
  return {
    localName,
    canPlayType: vi.fn((type: string) => (knows(type) ? ('probably' as const) : ('' as const))),
  };
}
const chrome = () =>
  browser(['video/mp4', 'audio/mp4', 'video/3gpp'], ['avc1.640028', 'mp4a.40.2']);

describe('whyUnplayable', () => {
  it.each<[string, PlexPart, RegExp | undefined]>([
    ['known codecs', partOf('mp4', h264, aac), undefined],
    ['a container that Chromium knows', partOf('3gp', h264, aac), undefined],
    ['no container', partOf('', h264, ac3), undefined],
    ['a container that no browser reads', partOf('nut', h264, aac), /video\/x-nut/],
    ['no codecs', partOf('mp4'), undefined],
    [
      'sound that is not decoded',
      partOf('mp4', h264, ac3),
      /video\/mp4; codecs="avc1.640028, ac-3"/,
    ],
    ['a picture that is not decoded', partOf('mp4', hevc, aac), /hvc1/],
    ['a container that is not read', partOf('avi', h264, aac), /x-msvideo/],
    [
      'a second sound that is selected',
      partOf('mp4', h264, aac, { ...aac, selected: true }),
      /first audio stream/,
    ],
    [
      'a first sound that is selected',
      partOf('mp4', h264, { ...aac, selected: true }, ac3),
      undefined,
    ],
    ['a second sound that is not selected', partOf('mp4', h264, aac, ac3), undefined],
    ['Dolby Vision alone', partOf('mp4', { ...h264, DOVIProfile: 5 }, aac), /Dolby Vision/],
    [
      'Dolby Vision whose base layer fits no other screen',
      partOf('mp4', { ...h264, DOVIProfile: '10', DOVIBLCompatID: '0' }, aac),
      /Dolby Vision/,
    ],
    [
      'a first sound that is selected and listed last',
      partOf('mp4', h264, { ...ac3, index: 2 }, { ...aac, index: 1, selected: true }),
      undefined,
    ],
    [
      'a second sound that is selected and listed first',
      partOf('mp4', h264, { ...aac, index: 2, selected: 1 }, { ...aac, index: 1 }),
      /first audio stream/,
    ],
    [
      'Dolby Vision beside HDR10',
      partOf('mp4', { ...h264, DOVIProfile: 7, DOVIBLCompatID: 6 }, aac),
      undefined,
    ],
    [
      'Dolby Vision beside a standard picture',
      partOf('mp4', { ...h264, DOVIProfile: 8 }, aac),
      undefined,
    ],
  ])('%s', (_, part, reason) => {
    const why = whyUnplayable(chrome(), part);
    if (reason) expect(why).toMatch(reason);
    else expect(why).toBeUndefined();
  });

  it('accepts one of two names of a codec', () => {
    const safari = browser(['video/mp4'], ['hev1.1.6.L120.B0', 'mp4a.40.2']);
    expect(whyUnplayable(safari, partOf('mp4', hevc, aac))).toBeUndefined();
  });

  it('knows nothing of an element that knows no type', () => {
    expect(whyUnplayable(browser([], []), partOf('mp4', hevc, ac3))).toBeUndefined();
  });

  it('asks for the file of a song by its type alone', () => {
    const media = browser(['audio/mpeg'], [], 'audio');
    expect(whyUnplayable(media, partOf('mp3', { streamType: 2, codec: 'mp3' }))).toBeUndefined();
    expect(media.canPlayType.mock.calls.every(([type]) => !type.includes('codecs'))).toBe(true);
  });
});

describe('whyNotDecodable', () => {
  afterEach(() => vi.unstubAllGlobals());

  function device(decodes: (type: string) => boolean | Error) {
    const asked: MediaDecodingConfiguration[] = [];
    const decodingInfo = async (configuration: MediaDecodingConfiguration) => {
      asked.push(configuration);
      const supported = decodes(
        configuration.video?.contentType ?? configuration.audio?.contentType ?? '',
      );
      if (supported instanceof Error) throw supported;
      return { supported };
    };
    vi.stubGlobal('navigator', { mediaCapabilities: { decodingInfo } });
    return asked;
  }

  it('asks for picture and sound of a file, with the size and the rate', async () => {
    const asked = device(() => true);
    const part = partOf('mp4', { ...h264, frameRate: 25 }, aac);
    expect(await whyNotDecodable(chrome(), part)).toBeUndefined();
    expect(asked).toMatchObject([
      { type: 'file', video: { contentType: 'video/mp4; codecs="avc1.640028"', framerate: 25 } },
      { type: 'file', audio: { contentType: 'audio/mp4; codecs="mp4a.40.2"' } },
    ]);
  });

  it.each([
    ['the picture', 'avc1', /picture.*avc1/],
    ['the sound', 'mp4a', /sound.*mp4a/],
  ])('says that %s is not decoded', async (_, unknown, reason) => {
    device((type) => !type.includes(unknown));
    expect(await whyNotDecodable(chrome(), partOf('mp4', h264, aac))).toMatch(reason);
  });

  it('knows nothing of what the device does not understand, and without the interface', async () => {
    device(() => new TypeError('The content type is invalid.'));
    expect(await whyNotDecodable(chrome(), partOf('mp4', h264, aac))).toBeUndefined();
    vi.stubGlobal('navigator', {});
    expect(await whyNotDecodable(chrome(), partOf('mp4', h264, aac))).toBeUndefined();
  });

  it('does not ask for sound in a container that has no type for it alone', async () => {
    const asked = device((type) => type.startsWith('video/'));
    expect(await whyNotDecodable(chrome(), partOf('3gp', h264, aac))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });
});
