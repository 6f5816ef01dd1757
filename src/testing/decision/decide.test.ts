import { describe, expect, it } from 'vitest';
import { SPECIAL } from '../library/special-items.ts';
import type { PlexServerOptions } from '../server-options.ts';
import { type TestServer, testServer } from '../test-support/test-server.ts';

type Row = Record<string, unknown>;
interface Answer extends Row {
  readonly Metadata: readonly [
    { Media: readonly [Row & { Part: readonly [Row & { Stream: readonly Row[] }] }] },
  ];
}

const VOUCHED = { hasMDE: '1', mediaIndex: '0', partIndex: '0' };
const TARGET = 'type=videoProfile&context=streaming&protocol=dash';
const AS_IT_IS = `add-transcode-target(${TARGET}&container=mp4&videoCodec=vp9&audioCodec=opus&replace=true)`;

function ask(change: Record<string, string>, options: PlexServerOptions = {}) {
  return askOf(testServer({ specialItems: true, ...options }), change);
}

async function askOf({ json }: TestServer, { item, kind, ...change }: Record<string, string>) {
  const query = new URLSearchParams({
    path: `/library/metadata/${item ?? '662560'}`,
    protocol: 'dash',
    directPlay: '1',
    subtitles: 'none',
    'X-Plex-Client-Identifier': 'v',
    'X-Plex-Platform': 'Chrome',
    ...change,
  });
  const answer = (await json(
    `/${kind ?? 'video'}/:/transcode/universal/decision?${query}`,
  )) as Answer;
  const [media] = answer.Metadata[0].Media;
  const [part] = media.Part;
  const codes = Object.fromEntries(
    Object.entries(answer).filter(([name]) => name.endsWith('DecisionCode')),
  );
  return { answer, media, part, codes };
}

describe('direct play', () => {
  it('of a file that the client vouches for has the code of the decision engine alone', async () => {
    const { codes, part } = await ask({ item: SPECIAL.hevc, ...VOUCHED });
    expect(codes).toEqual({ mdeDecisionCode: 1000 });
    expect(part).toMatchObject({ decision: 'directplay' });
    // As a real server: what the browser plays of it is its own affair.
    expect(part.Stream).toMatchObject([{ codec: 'hevc' }, { codec: 'aac' }]);
  });

  it.each([
    ['without hasMDE', { hasMDE: '0' }],
    ['without an index of the part', { partIndex: '' }],
    ['with -1 for the part', { partIndex: '-1' }],
    ['with -1 for the version', { mediaIndex: '-1' }],
  ])('follows the profile %s', async (_, change) => {
    const { codes, answer, part } = await ask({ item: SPECIAL.hevc, ...VOUCHED, ...change });
    expect(codes).toEqual({
      generalDecisionCode: 1001,
      directPlayDecisionCode: 3000,
      transcodeDecisionCode: 1001,
    });
    expect(answer.directPlayDecisionText).toContain('video profile exists for http/mp4/hevc/aac');
    expect(part.decision).toBe('transcode');
  });

  it('of what a profile adds is possible without hasMDE', async () => {
    const extra =
      'add-direct-play-profile(type=videoProfile&container=mp4&videoCodec=hevc&audioCodec=aac&subtitleCodec=*)';
    const item = { item: SPECIAL.hevc, 'X-Plex-Client-Profile-Extra': extra };
    expect((await ask(item)).codes).toEqual({
      generalDecisionCode: 1000,
      directPlayDecisionCode: 1000,
    });
  });

  it('is refused by a limitation of the profile, and not if the client vouches for the file', async () => {
    const extra =
      'add-limitation(scope=videoCodec&scopeName=h264&type=upperBound&name=video.height&value=100)';
    const limited = await ask({ 'X-Plex-Client-Profile-Extra': extra });
    expect(limited.codes).toMatchObject({ directPlayDecisionCode: 3000 });
    expect(limited.answer.directPlayDecisionText).toContain(
      'video.height limitation applies: 180 > 100',
    );
    const vouched = await ask({ 'X-Plex-Client-Profile-Extra': extra, ...VOUCHED });
    expect(vouched.codes).toEqual({ mdeDecisionCode: 1000 });
  });

  it('over the limit of the bitrate is 3001 with both figures', async () => {
    const item = { item: SPECIAL.hevc, maxVideoBitrate: '400', ...VOUCHED };
    const { codes, answer, part } = await ask(item);
    // The form of a recorded answer to Plex Web, which plays it.
    expect(codes).toEqual({
      directPlayDecisionCode: 3000,
      mdeDecisionCode: 3001,
      transcodeDecisionCode: 1001,
    });
    expect(answer.mdeDecisionText).toContain('is 800kbps and only 400kbps is available');
    expect(answer.availableBandwidth).toBe(400);
    expect(part.decision).toBe('transcode');
  });

  it('over the bandwidth of the server is 3001 as well', async () => {
    const item = { item: SPECIAL.hevc, ...VOUCHED };
    const { codes, answer, media } = await ask(item, { availableKbps: 300 });
    expect(codes).toMatchObject({ mdeDecisionCode: 3001, transcodeDecisionCode: 1001 });
    expect(answer.availableBandwidth).toBe(300);
    expect(media.bitrate).toBe(300);
  });

  it('has general codes for 3001 without hasMDE', async () => {
    const extra =
      'add-direct-play-profile(type=videoProfile&container=mp4&videoCodec=hevc&audioCodec=aac&subtitleCodec=*)';
    const { codes } = await ask({
      item: SPECIAL.hevc,
      maxVideoBitrate: '400',
      'X-Plex-Client-Profile-Extra': extra,
    });
    expect(codes).toEqual({
      generalDecisionCode: 1001,
      directPlayDecisionCode: 3001,
      transcodeDecisionCode: 1001,
    });
  });

  it.each([
    ['a bandwidth below the least', {}, { availableKbps: 40 }],
    ['a limit below the least', { maxVideoBitrate: '40' }, {}],
  ])('and conversion are refused with 2001 by %s', async (_, change, options) => {
    const { codes, part } = await ask({ ...change, ...VOUCHED }, options);
    expect(codes).toEqual({ generalDecisionCode: 2001, directPlayDecisionCode: 3001 });
    expect(part).not.toHaveProperty('decision');
  });

  it('of a picture larger than the box is refused', async () => {
    const { answer } = await ask({
      item: SPECIAL.hevc,
      videoResolution: '160x90',
      ...VOUCHED,
    });
    expect(answer.directPlayDecisionText).toContain('video.width limitation applies: 320 > 160');
  });
});

describe('a conversion', () => {
  const copied = { item: SPECIAL.copyable, 'X-Plex-Client-Profile-Extra': AS_IT_IS };

  it('copies streams whose codecs the target names', async () => {
    const { part } = await ask(copied);
    expect(part.Stream).toMatchObject([
      { codec: 'vp9', decision: 'copy', location: 'segments-video' },
      { codec: 'opus', decision: 'copy', location: 'segments-audio' },
    ]);
  });

  it.each([
    [
      'the target does not name it',
      { 'X-Plex-Client-Profile-Extra': '' },
      ['transcode', 'transcode'],
    ],
    ['direct streaming is off', { directStream: '0' }, ['transcode', 'copy']],
    ['direct streaming of sound is off', { directStreamAudio: '0' }, ['copy', 'transcode']],
    ['the bitrate is limited', { maxVideoBitrate: '400' }, ['transcode', 'copy']],
    ['the picture is too large', { videoResolution: '160x160' }, ['transcode', 'copy']],
    [
      'a limitation of the profile stands against it',
      {
        'X-Plex-Client-Profile-Extra': `${AS_IT_IS}+add-limitation(scope=videoAudioCodec&scopeName=*&type=upperBound&name=audio.channels&value=1)`,
      },
      ['copy', 'transcode'],
    ],
  ])('does not copy a stream if %s', async (_, change, decisions) => {
    const { part } = await ask({ ...copied, ...change });
    expect(part.Stream.map(({ decision }) => decision)).toEqual(decisions);
  });

  it('keeps the size of the picture under a limit of the bitrate alone', async () => {
    const { media } = await ask({ ...copied, maxVideoBitrate: '400' });
    expect(media).toMatchObject({ width: 320, height: 180, bitrate: 400 });
  });

  it('fits the picture into the box, and keeps its shape', async () => {
    const { media, part } = await ask({ ...copied, videoResolution: '200x150' });
    expect(media).toMatchObject({ width: 200, height: 112, videoResolution: '112' });
    expect(part.Stream[0]).toMatchObject({ width: 200, height: 112, displayTitle: '112p (VP9)' });
  });

  it('takes limits of the profile like those of the query', async () => {
    const limit = (name: string, value: number) =>
      `add-limitation(scope=videoCodec&scopeName=*&type=upperBound&name=${name}&value=${value})`;
    const extra = [AS_IT_IS, limit('video.bitrate', 300), limit('video.height', 90)].join('+');
    const { media } = await ask({ ...copied, 'X-Plex-Client-Profile-Extra': extra });
    expect(media).toMatchObject({ bitrate: 300, width: 160, height: 90 });
  });

  it('of music takes musicBitrate', async () => {
    const { media } = await ask({ item: '140620', kind: 'music', musicBitrate: '96' });
    expect(media).toMatchObject({ bitrate: 96, container: 'mp4' });
  });

  it.each([
    ['320', 320],
    ['128', 128],
    ['', 1000],
  ])('of a lossless track with musicBitrate=%s has %i kbps', async (musicBitrate, bitrate) => {
    const { media, part } = await ask({ item: SPECIAL.lossless, kind: 'music', musicBitrate });
    expect(media).toMatchObject({ bitrate, audioCodec: 'opus' });
    expect(part.decision).toBe('transcode');
  });

  it('is 4005 without a target for the protocol', async () => {
    const { codes } = await ask({
      item: SPECIAL.copyable,
      'X-Plex-Client-Profile-Name': 'Generic',
    });
    expect(codes).toEqual({
      generalDecisionCode: 2000,
      directPlayDecisionCode: 3000,
      transcodeDecisionCode: 4005,
    });
    const named = await ask({ ...copied, 'X-Plex-Client-Profile-Name': 'Generic' });
    expect(named.codes).toMatchObject({ transcodeDecisionCode: 1001 });
  });

  it('has ids and flags as texts', async () => {
    const { media, part } = await ask(copied);
    expect([media.id, part.id]).toEqual([expect.any(String), expect.any(String)]);
    for (const stream of part.Stream) {
      expect(stream).toMatchObject({ id: expect.any(String), default: '1' });
    }
  });

  it('logs what is wrong with the profile', async () => {
    const test = testServer({ specialItems: true });
    const extra = `add-transcode-target(${TARGET}&container=mp4&videoCodec=h264)+shuffle(x=1)`;
    await askOf(test, { 'X-Plex-Client-Profile-Extra': extra });
    expect(test.lines('Client profile')).toHaveLength(2);
    expect(test.lines('already exists', 'unknown directive shuffle')).toHaveLength(2);
  });
});
