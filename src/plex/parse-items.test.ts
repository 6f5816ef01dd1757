import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PlexError } from './errors.ts';
import { parseItem, parseItems } from './parse-items.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const track = {
  ratingKey: '140611',
  key: '/library/metadata/140611',
  parentRatingKey: '140610',
  guid: 'plex://track/abc',
  type: 'track',
  title: 'Cadence',
  parentTitle: 'Intervals',
  grandparentTitle: 'The Spokes',
  index: 1,
  thumb: '/library/metadata/140610/thumb/1',
  duration: 215_500,
  viewOffset: '1500',
  playlistItemID: 77,
  Media: [
    {
      id: 9,
      duration: 215_500,
      bitrate: '320',
      container: 'mp3',
      audioCodec: 'mp3',
      Part: [
        {
          id: 145739,
          key: '/library/parts/145739/1587179308/file.mp3',
          duration: '215500',
          size: '8620000',
          Stream: [
            {
              id: 5,
              streamType: '2',
              codec: 'mp3',
              selected: '1',
              channels: 2,
              displayTitle: 'MP3 (Stereo)',
            },
          ],
        },
      ],
    },
  ],
};

describe('parseItem', () => {
  it('reads a track, in seconds and with ids as text', () => {
    expect(parseItem(track)).toMatchObject({
      ratingKey: '140611',
      type: 'track',
      mediaType: 'audio',
      title: 'Cadence',
      parentTitle: 'Intervals',
      grandparentTitle: 'The Spokes',
      index: 1,
      durationSeconds: 215.5,
      viewOffsetSeconds: 1.5,
      guid: 'plex://track/abc',
      playlistItemId: '77',
      parts: [
        {
          id: '145739',
          key: '/library/parts/145739/1587179308/file.mp3',
          container: 'mp3',
          durationSeconds: 215.5,
          size: 8_620_000,
          bitrateKbps: 320,
          audioCodec: 'mp3',
          streams: [
            {
              id: '5',
              kind: 'audio',
              codec: 'mp3',
              selected: true,
              channels: 2,
              title: 'MP3 (Stereo)',
            },
          ],
        },
      ],
    });
  });

  it('reads artist and disc of a compilation, and the entries of lists', () => {
    const { originalTitle, parentIndex, playQueueItemId } = parseItem({
      ...track,
      originalTitle: 'Someone Else',
      parentIndex: '2',
      playQueueItemID: 4711,
    });
    expect({ originalTitle, parentIndex, playQueueItemId }).toEqual({
      originalTitle: 'Someone Else',
      parentIndex: 2,
      playQueueItemId: '4711',
    });
  });

  const partOf = (part: object) =>
    parseItem({ ratingKey: '1', Media: [{ Part: [part] }] }).parts[0];
  const streamOf = (stream: object) => partOf({ Stream: [stream] })?.streams[0];

  it.each([
    [1, true],
    ['1', true],
    [true, true],
    ['true', true],
    [0, false],
    ['0', false],
    [false, false],
    [undefined, undefined],
    ['maybe', undefined],
    [{}, undefined],
  ])('reads the flag %j as %j', (given, flag) => {
    const { accessible, exists } = partOf({ accessible: given, exists: given }) ?? {};
    expect([accessible, exists]).toEqual([flag, flag]);
    const { forced, hearingImpaired } = streamOf({ forced: given, hearingImpaired: given }) ?? {};
    expect([forced, hearingImpaired]).toEqual([flag, flag]);
  });

  it('reads the loudness of analysed music, which comes as text', () => {
    const loudness = { gain: '-6.89', albumGain: '-7.1', loudness: '-12.23' };
    expect(streamOf({ ...loudness, peak: '1.02', albumPeak: '0.9', streamType: 2 })).toMatchObject({
      gain: -6.89,
      albumGain: -7.1,
      loudness: -12.23,
      peak: 1.02,
      albumPeak: 0.9,
    });
    expect(streamOf({ streamType: 2 })?.gain).toBeUndefined();
  });

  it('keeps the title of the file beside the labels of the server', () => {
    const labels = { displayTitle: 'English (SRT)', extendedDisplayTitle: 'Signs (English SRT)' };
    const full = streamOf({ ...labels, title: 'Signs', languageTag: 'en-GB', streamType: 3 });
    expect(full).toMatchObject({ ...labels, title: 'Signs', languageTag: 'en-GB' });
    expect(streamOf(labels)?.title).toBe('English (SRT)');
  });

  it('knows the kinds of streams', () => {
    const kinds = [1, 2, '3', 4, '4', 5, -1, undefined, 'length'];
    expect(kinds.map((streamType) => streamOf({ streamType })?.kind)).toEqual(
      'video audio subtitle lyrics lyrics other other other other'.split(' '),
    );
  });

  it('names the preview pictures of a part', () => {
    expect(partOf({ indexes: 'sd' })?.indexes).toBe('sd');
  });

  it('reads markers and chapters by start, in seconds', () => {
    const { markers, chapters } = parseItem({
      ratingKey: '1',
      Marker: [
        { id: 3096, type: 'credits', startTimeOffset: '90500', endTimeOffset: 95_000, final: '1' },
        { id: 3096, type: 'intro', startTimeOffset: 1_000, endTimeOffset: 2_000 },
        { type: 'commercial', endTimeOffset: 2_000 },
      ],
      Chapter: { id: 1, index: '1', tag: 'One', startTimeOffset: 0, endTimeOffset: 60_000 },
    });
    expect(markers).toMatchObject([
      { id: '3096', type: 'intro', startSeconds: 1, endSeconds: 2 },
      { id: '3096', type: 'credits', startSeconds: 90.5, endSeconds: 95, final: true },
    ]);
    expect(chapters).toMatchObject([{ index: 1, tag: 'One', startSeconds: 0, endSeconds: 60 }]);
    expect(parseItem({ ratingKey: '1' })).not.toHaveProperty('markers');
  });

  it('reads the first item of an answer', () => {
    expect(parseItem({ MediaContainer: { Metadata: [track, { ratingKey: '2' }] } }).ratingKey).toBe(
      '140611',
    );
    expect(parseItem({ MediaContainer: { Video: { ratingKey: 3 } } })).toMatchObject({
      ratingKey: '3',
      type: 'movie',
      mediaType: 'video',
    });
  });

  it('lists the files of all versions with their indexes', () => {
    const item = parseItem({
      ratingKey: '1',
      type: 'movie',
      Media: [{ Part: [{ id: 1 }, { id: 2 }] }, { width: '1920', height: 1080, Part: { id: 3 } }],
    });
    expect(item.parts.map(({ id, mediaIndex, partIndex }) => [id, mediaIndex, partIndex])).toEqual([
      ['1', 0, 0],
      ['2', 0, 1],
      ['3', 1, 0],
    ]);
    expect(item.parts[2]).toMatchObject({ width: 1920, height: 1080 });
  });

  it('takes the length of a version for that of its file, unless it has several', () => {
    const { parts } = parseItem({
      ratingKey: '1',
      Media: [
        { duration: 40_000, Part: [{ id: 1, duration: 20_000 }, { id: 2 }] },
        { duration: 40_000, Part: [{ id: 3 }] },
      ],
    });
    expect(parts.map(({ durationSeconds }) => durationSeconds)).toEqual([20, undefined, 40]);
  });

  it('reads movies, episodes, clips and unknown types as video, albums as audio', () => {
    const mediaTypes = ['movie', 'episode', 'clip', 'hologram', 'album', 'track'].map(
      (type) => parseItem({ ratingKey: '1', type }).mediaType,
    );
    expect(mediaTypes).toEqual(['video', 'video', 'video', 'video', 'audio', 'audio']);
  });

  it('needs only the rating key', () => {
    expect(parseItem({ ratingKey: '1' })).toMatchObject({ title: '', type: '', parts: [] });
    expect(parseItem({ key: '/library/metadata/12' }).ratingKey).toBe('12');
  });

  it.each([
    undefined,
    null,
    '',
    'x',
    1,
    [],
    {},
    { title: 'x' },
    { MediaContainer: { Metadata: [] } },
  ])('rejects %j as a bad response', (value) => {
    expect(() => parseItem(value)).toThrow(expect.objectContaining({ code: 'bad-response' }));
  });

  it('never throws an untyped error, for any input', () => {
    const key = fc.record({
      ratingKey: fc.anything(),
      Media: fc.anything(),
      Marker: fc.anything(),
      Chapter: fc.array(fc.record({ startTimeOffset: fc.anything(), tag: fc.anything() })),
      parentIndex: fc.anything(),
      type: fc.anything(),
      duration: fc.anything(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue(), key), (value) => {
        try {
          expect(parseItem(value).ratingKey).toMatch(/./s);
        } catch (error) {
          expect(error).toBeInstanceOf(PlexError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('parseItems', () => {
  it('keeps the order and leaves out entries without a rating key', () => {
    const items = parseItems({
      MediaContainer: { Metadata: [{ ratingKey: '2' }, { title: 'x' }, 7, { ratingKey: '1' }] },
    });
    expect(items.map(({ ratingKey }) => ratingKey)).toEqual(['2', '1']);
  });

  it('is an empty list for anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => void parseItems(value)),
      { numRuns: 1000 },
    );
    expect(parseItems({ MediaContainer: {} })).toEqual([]);
  });
});
