import { describe, expect, it } from 'vitest';
import { type PlexDecision, parseDecision } from './decision.ts';

const codes = {
  directPlayOk: { generalDecisionCode: 1000, generalDecisionText: 'Direct play OK.' },
  convert: {
    generalDecisionCode: 1001,
    generalDecisionText: 'Direct play not available; Conversion OK.',
    directPlayDecisionCode: 3000,
    directPlayDecisionText: 'App cannot direct play this item. Direct play is disabled.',
    transcodeDecisionCode: 1001,
    transcodeDecisionText: 'Direct play not available; Conversion OK.',
  },
  refused: {
    generalDecisionCode: 2000,
    generalDecisionText: 'Neither direct play nor conversion is available.',
    directPlayDecisionCode: 3000,
    directPlayDecisionText: 'App cannot direct play this item.',
    transcodeDecisionCode: 4005,
    transcodeDecisionText: 'There is no conversion profile for the protocol.',
  },
};

function item(part: object, overrides: object = {}) {
  return {
    ratingKey: '662548',
    key: '/library/metadata/662548',
    type: 'movie',
    title: 'Sunrise Ride',
    duration: 60_000,
    Media: [{ id: '1', container: 'mp4', bitrate: 2000, Part: [{ id: '2', key: '', ...part }] }],
    ...overrides,
  };
}

/** The shapes of answers that public clients have recorded, cut down to what counts. */
const shapes = {
  'direct play with a named resource session': {
    MediaContainer: {
      size: 1,
      ...codes.directPlayOk,
      directPlayDecisionCode: 1000,
      directPlayDecisionText: 'Direct play OK.',
      resourceSession: '0123456789abcdef0123456789abcdef',
      Metadata: [
        item({
          id: '145739',
          key: '/library/parts/145739/1587179308/file.mp4',
          decision: 'directplay',
          Stream: [{ id: '9', streamType: 1, codec: 'h264', location: 'direct' }],
        }),
      ],
    },
  },
  'video converted for DASH': {
    MediaContainer: {
      ...codes.convert,
      Metadata: [
        item({
          decision: 'transcode',
          Stream: [
            { id: '1', streamType: 1, codec: 'h264', decision: 'copy', location: 'segments-av' },
            {
              id: '2',
              streamType: 2,
              codec: 'aac',
              decision: 'transcode',
              location: 'segments-av',
            },
            { id: '3', streamType: 3, codec: 'srt', decision: 'burn' },
          ],
        }),
      ],
    },
  },
  'video converted for HLS, from VP9 and PCM': {
    MediaContainer: {
      ...codes.convert,
      mdeDecisionCode: 1001,
      Metadata: [
        item({
          container: 'mpegts',
          protocol: 'hls',
          decision: 'transcode',
          Stream: [
            { streamType: 1, codec: 'h264', decision: 'transcode' },
            { streamType: 2, codec: 'aac', decision: 'transcode' },
          ],
        }),
      ],
    },
  },
  'music converted': {
    MediaContainer: {
      ...codes.convert,
      Metadata: [
        item(
          {
            decision: 'transcode',
            Stream: [{ streamType: 2, decision: 'transcode', codec: 'mp3' }],
          },
          { ratingKey: '140620', type: 'track', key: '/library/metadata/140620' },
        ),
      ],
    },
  },
  'a download converted, no direct play for burned-in subtitles': {
    MediaContainer: {
      ...codes.convert,
      directPlayDecisionText: 'App cannot direct play this item. Subtitles are burned in.',
      Metadata: [
        item({
          decision: 'transcode',
          protocol: 'http',
          Stream: [{ streamType: 3, decision: 'burn' }],
        }),
      ],
    },
  },
  'a download that needs no conversion': {
    MediaContainer: {
      ...codes.directPlayOk,
      Metadata: [item({ decision: 'directplay', key: '/library/parts/2/1/file.mp4' })],
    },
  },
} as const;

type Granted = Extract<PlexDecision, { outcome: 'directplay' | 'transcode' }>;
function granted(body: unknown): Granted {
  const decision = parseDecision(body);
  if (decision.outcome === 'refused') throw new Error(`Refused with ${decision.code}.`);
  return decision;
}

describe('parseDecision', () => {
  it.each<[keyof typeof shapes, PlexDecision['outcome']]>([
    ['direct play with a named resource session', 'directplay'],
    ['video converted for DASH', 'transcode'],
    ['video converted for HLS, from VP9 and PCM', 'transcode'],
    ['music converted', 'transcode'],
    ['a download converted, no direct play for burned-in subtitles', 'transcode'],
    ['a download that needs no conversion', 'directplay'],
  ])('%s: %s', (name, outcome) => {
    const decision = granted(shapes[name]);
    expect(decision.outcome).toBe(outcome);
    expect(decision.part.decision).toBe(outcome);
    expect(decision.item.title).toBe('Sunrise Ride');
  });

  it('reads the part, its key, the session of the server, and the codes', () => {
    const decision = granted(shapes['direct play with a named resource session']);
    expect(decision.part).toMatchObject({
      id: '145739',
      key: '/library/parts/145739/1587179308/file.mp4',
    });
    expect(decision.resourceSession).toBe('0123456789abcdef0123456789abcdef');
    expect(decision.codes.general).toEqual({ code: 1000, text: 'Direct play OK.' });
    expect(decision.codes.mde).toBeUndefined();
  });

  it('reads the decision of each stream', () => {
    const { part, codes: read } = granted(shapes['video converted for DASH']);
    expect(part.streams.map(({ kind, decision }) => [kind, decision])).toEqual([
      ['video', 'copy'],
      ['audio', 'transcode'],
      ['subtitle', 'burn'],
    ]);
    expect(read.directPlay?.code).toBe(3000);
    expect(granted(shapes['music converted']).item.mediaType).toBe('audio');
  });

  describe('accepts every shape', () => {
    const { MediaContainer: container } = shapes['video converted for DASH'];
    const { Metadata: list, ...rest } = container;
    const [only] = list;
    const [version] = only.Media;
    const lone = { ...only, Media: { ...version, Part: version?.Part[0] } };
    const texts = Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, String(v)]));

    it.each<[string, unknown]>([
      ['Metadata', { MediaContainer: container }],
      ['Video', { MediaContainer: { ...rest, Video: list } }],
      ['Track', { MediaContainer: { ...rest, Track: list } }],
      ['a single object for Metadata', { MediaContainer: { ...rest, Metadata: only } }],
      ['a single object for Video', { MediaContainer: { ...rest, Video: only } }],
      ['a single object for Track', { MediaContainer: { ...rest, Track: only } }],
      ['single objects all the way', { MediaContainer: { ...rest, Metadata: lone } }],
      ['codes as text', { MediaContainer: { ...texts, Metadata: list } }],
      ['no wrapper', container],
      ['a wrapper in a list', [{ MediaContainer: [container] }]],
      [
        'a numeric rating key',
        { MediaContainer: { ...rest, Metadata: { ...only, ratingKey: 662548 } } },
      ],
      [
        'no rating key',
        { MediaContainer: { ...rest, Metadata: { ...only, ratingKey: undefined } } },
      ],
    ])('%s', (_, body) => {
      const decision = granted(body);
      expect(decision.outcome).toBe('transcode');
      expect(decision.item.ratingKey).toBe('662548');
      expect(decision.part.streams).toHaveLength(3);
      expect(decision.codes.transcode?.code).toBe(1001);
    });

    it('reads a Track without a type as audio', () => {
      const track = { ...only, type: undefined };
      expect(granted({ ...rest, Track: track }).item).toMatchObject({
        type: 'track',
        mediaType: 'audio',
      });
      expect(granted({ ...rest, Video: track }).item.mediaType).toBe('video');
    });
  });
});
