import { describe, expect, it } from 'vitest';
import { CHOICE_ITEMS } from '../library/choice-items.ts';
import { choiceServer, FILM, PART, STREAMS } from '../test-support/choice-server.ts';

/** What a browser's profile looks like: it takes H.264 and AAC. */
const PROFILE =
  '&X-Plex-Client-Profile-Extra=add-transcode-target(type%3DvideoProfile%26context%3Dstreaming%26protocol%3Ddash%26container%3Dmp4%26videoCodec%3Dh264%26audioCodec%3Daac%26replace%3Dtrue)';

describe('the sound of a conversion', () => {
  it('is the default one at first, then the chosen one', async () => {
    const { choose, decide, start, fileOf } = choiceServer();
    expect((await decide()).streams[1]).toMatchObject({ id: STREAMS.english, selected: '1' });
    await start();
    expect(await fileOf(1)).toBe('two-shores.en.mp4');
    expect(await choose(`audioStreamID=${STREAMS.german}`)).toBe(200);
    expect((await decide('&session=u')).streams[1]).toMatchObject({
      id: STREAMS.german,
      selected: '1',
      languageTag: 'de',
    });
    await start('&session=u');
    expect(await fileOf(1, 'u')).toBe('two-shores.de.mp4');
  });

  it('stays in a running conversion, whatever is chosen meanwhile', async () => {
    const { choose, decide, start, fileOf } = choiceServer();
    await decide();
    await start();
    await choose(`audioStreamID=${STREAMS.commentary}`);
    expect(await fileOf(1)).toBe('two-shores.en.mp4');
  });

  it('changes with a new start of the same session', async () => {
    const { choose, decide, start, fileOf, lines } = choiceServer();
    await decide();
    await start();
    await choose(`audioStreamID=${STREAMS.commentary}`);
    await decide();
    await start();
    expect(await fileOf(1)).toBe('two-shores.comment.mp4');
    expect(lines('Killing job.')).toHaveLength(1);
  });

  it.each([
    [false, STREAMS.english],
    [true, STREAMS.german],
  ])('with audioStreamParameter %s follows the id of a query: %s', async (follows, id) => {
    const { decide } = choiceServer({ audioStreamParameter: follows });
    expect((await decide(`&audioStreamID=${STREAMS.german}`)).streams[1]?.id).toBe(id);
  });

  it('is in the language of the account until one is chosen', async () => {
    const { decide, choose } = choiceServer({ audioLanguage: 'ger', subtitleLanguage: 'eng' });
    const { streams } = await decide('&subtitles=sidecar');
    expect(streams.slice(1).map(({ id }) => id)).toEqual([STREAMS.german, STREAMS.inside]);
    await choose('subtitleStreamID=0');
    expect((await decide('&subtitles=sidecar')).streams).toHaveLength(2);
  });
});

describe('subtitles in a picture', () => {
  it('are drawn in if they are pictures and the server chooses', async () => {
    const { choose, decide, start, fileOf } = choiceServer();
    await choose(`subtitleStreamID=${STREAMS.pgs}`);
    const { streams } = await decide('&subtitles=auto');
    expect(streams[0]).toMatchObject({ decision: 'transcode' });
    expect(streams[2]).toMatchObject({
      ...{ id: STREAMS.pgs, decision: 'burn', burn: '1', location: 'segments-video' },
    });
    await start('&subtitles=auto');
    expect(await fileOf(0)).toBe('two-shores.original.burned.mp4');
  });

  it.each([STREAMS.pgs, STREAMS.inside])('are drawn in at each quality: %s', async (id) => {
    const { choose, decide, start, fileOf } = choiceServer();
    await choose(`subtitleStreamID=${id}`);
    const limits = '&maxVideoBitrate=720&videoResolution=576x320&subtitles=burn';
    await decide(limits);
    await start(limits);
    expect(await fileOf(0)).toBe('two-shores.low.burned.mp4');
  });

  it.each([
    ['none', STREAMS.pgs, undefined],
    ['sidecar', STREAMS.pgs, 'ignore'],
    ['burn', STREAMS.inside, 'burn'],
    ['sidecar', STREAMS.inside, 'transcode'],
    ['auto', STREAMS.ass, 'transcode'],
    ['auto&advancedSubtitles=burn', STREAMS.ass, 'burn'],
    ['segmented', STREAMS.inside, 'ignore'],
  ])('with subtitles=%s and stream %s: %s', async (mode, id, decision) => {
    const { choose, decide } = choiceServer();
    await choose(`subtitleStreamID=${id}`);
    expect((await decide(`&subtitles=${mode}`)).streams[2]?.decision).toBe(decision);
  });

  it('are never in the manifest as text', async () => {
    const { choose, decide, start } = choiceServer();
    await choose(`subtitleStreamID=${STREAMS.inside}`);
    await decide('&subtitles=segmented');
    expect(await (await start('&subtitles=segmented')).text()).not.toContain('text');
  });

  it('refuse direct play', async () => {
    const { get } = choiceServer();
    const query = `path=/library/metadata/${FILM}&directPlay=1&subtitles=burn&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c`;
    expect((await get(`/video/:/transcode/universal/decision?${query}`)).status).toBe(400);
  });
});

describe('the quality', () => {
  it.each([
    ['', 'original', [8000, 1920, 1080]],
    ['&maxVideoBitrate=4000&videoResolution=1280x720', 'medium', [4000, 1280, 720]],
    ['&maxVideoBitrate=2000&videoResolution=1280x720', 'medium', [2000, 1280, 720]],
    ['&maxVideoBitrate=1500&videoResolution=720x480', 'low', [1500, 720, 406]],
    ['&maxVideoBitrate=320&videoResolution=420x240', 'low', [320, 420, 236]],
    // The bitrate alone keeps the size of the picture.
    ['&maxVideoBitrate=4000', 'medium', [4000, 1920, 1080]],
    ['&videoResolution=1280x720', 'medium', [8000, 1280, 720]],
    // Not enlarged.
    ['&maxVideoBitrate=20000&videoResolution=3840x2160', 'original', [8000, 1920, 1080]],
  ])('%j shows %s', async (limits, cut, [bitrate, width, height]) => {
    const { decide, start, fileOf } = choiceServer();
    const { media, streams } = await decide(limits);
    expect(media).toMatchObject({ bitrate, width, height });
    expect(streams[0]).toMatchObject({ bitrate, width, height, decision: 'transcode' });
    await start(limits);
    expect(await fileOf(0)).toBe(`two-shores.${cut}.mp4`);
    expect(await fileOf(1)).toBe('two-shores.en.mp4');
  });

  it.each([
    ['-1', 400],
    ['101', 400],
    ['much', 400],
    ['0', 200],
    ['100', 200],
  ])('videoQuality=%s is answered %i', async (quality, status) => {
    const { get } = choiceServer();
    const query = `path=/library/metadata/${FILM}&videoQuality=${quality}&protocol=dash&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c`;
    expect((await get(`/video/:/transcode/universal/decision?${query}`)).status).toBe(status);
  });

  it('copies what the profile takes, until it is limited', async () => {
    const { decide } = choiceServer({ specialItems: true });
    const copied = await decide(PROFILE, CHOICE_ITEMS.remuxed);
    expect(copied.streams).toMatchObject([
      { codec: 'h264', decision: 'copy' },
      { codec: 'aac', decision: 'copy' },
    ]);
    const limits = '&maxVideoBitrate=2000&videoResolution=1280x720';
    const limited = await decide(PROFILE + limits, CHOICE_ITEMS.remuxed);
    expect(limited.streams).toMatchObject([{ decision: 'transcode' }, { decision: 'copy' }]);
  });

  it('copies no picture into which subtitles are drawn', async () => {
    const { choose, decide } = choiceServer({ specialItems: true });
    await choose('subtitleStreamID=7100107', '710010');
    const { streams } = await decide(`${PROFILE}&subtitles=burn`, CHOICE_ITEMS.remuxed);
    expect(streams.map(({ decision }) => decision)).toEqual(['transcode', 'copy', 'burn']);
  });

  it('is another container than asked, if the settings say so', async () => {
    const { decide } = choiceServer({ otherContainer: true });
    const { media, part } = await decide();
    expect([media.container, part.container]).toEqual(['mkv', 'mkv']);
  });

  it('without a Plex Pass has no picture for a client that takes HEVC only', async () => {
    const { decide, server, start } = choiceServer();
    const hevc = PROFILE.replace('h264', 'hevc');
    expect((await decide(hevc)).streams).toHaveLength(2);
    server.configure({ plexPass: false });
    expect((await decide(hevc)).streams).toMatchObject([{ streamType: 2 }]);
    expect(await (await start(hevc)).text()).not.toContain('video/mp4');
  });

  it.each([
    [true, '&autoAdjustQuality=1', [{ bandwidth: 3000, resolution: '720' }]],
    [true, '', undefined],
    [false, '&autoAdjustQuality=1', undefined],
  ])('with bandwidthHints %s and %j is hinted at by timelines: %j', async (hints, more, hint) => {
    const { decide, start, json } = choiceServer({ bandwidthHints: hints, availableKbps: 3000 });
    const query = `${more}&maxVideoBitrate=4000&videoResolution=1280x720`;
    await decide(query);
    await start(query);
    const report = `/:/timeline?ratingKey=${FILM}&state=playing&time=0&X-Plex-Client-Identifier=c&X-Plex-Session-Identifier=p`;
    const { Bandwidths } = (await json(report)) as { Bandwidths?: { Bandwidth: object[] } };
    if (hint) expect(Bandwidths?.Bandwidth).toMatchObject(hint);
    else expect(Bandwidths).toBeUndefined();
  });
});

describe('the versions of a film', () => {
  const item = CHOICE_ITEMS.versions;

  it('have their own files, sizes, and ids of parts and streams', async () => {
    const { json } = choiceServer({ specialItems: true });
    const { Metadata } = await json(`/library/metadata/${item}`);
    const [{ Media }] = Metadata as [
      { Media: { Part: { id: number; Stream: { id: number }[] }[] }[] },
    ];
    expect(Media).toMatchObject([
      { width: 3840, bitrate: 20_000, videoCodec: 'hevc', container: 'mkv' },
      { width: 1920, bitrate: 8000, videoCodec: 'vp9', container: 'mp4' },
      { width: 720, bitrate: 1500, title: 'Optimized for Mobile', proxyType: 42 },
    ]);
    const parts = Media.flatMap(({ Part }) => Part);
    expect(parts.map(({ id }) => id)).toEqual([710_011, 710_111, 710_211]);
    const ids = parts.flatMap(({ Stream }) => Stream.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [0, 'transcode', 'medium', 20_000],
    [1, 'directplay', 'original', 8000],
    [2, 'transcode', 'low', 1500],
  ])('version %i is %s, and shows %s when it is converted', async (at, decision, cut, bitrate) => {
    const { decide, start, fileOf } = choiceServer({ specialItems: true });
    const query = `&mediaIndex=${at}&hasMDE=1`;
    const { part, media } = await decide(`${query}&directPlay=1`, item);
    expect([part.decision, media.bitrate]).toEqual([decision, bitrate]);
    await start(query, item);
    expect(await fileOf(0)).toBe(`two-shores.${cut}.mp4`);
  });

  it('refuse an index that is none of them', async () => {
    const { start } = choiceServer({ specialItems: true });
    expect((await start('&mediaIndex=3', item)).status).toBe(400);
  });

  it('are chosen for alone, or with allParts for those that are alike', async () => {
    const { choose, decide } = choiceServer({ specialItems: true });
    const english = '7101113';
    expect(await choose(`audioStreamID=${english}`, '710011')).toBe(400);
    const german = '7101112';
    await choose(`audioStreamID=${german}&allParts=1`, '710111');
    const first = await decide('&mediaIndex=0', item);
    expect(first.streams[1]).toMatchObject({ languageTag: 'de', id: '7100114' });
  });
});

it('direct play names the file beside the film and where it is', async () => {
  const { choose, decide } = choiceServer();
  await choose(`subtitleStreamID=${STREAMS.deaf}`);
  const { part } = await decide('&directPlay=1&hasMDE=1');
  expect(part).toMatchObject({ id: PART, decision: 'directplay' });
  const row = (part.Stream as { id: string }[]).find(({ id }) => id === STREAMS.deaf);
  expect(row).toMatchObject({
    ...{ location: 'sidecar-subs', key: `/library/streams/${STREAMS.deaf}`, format: 'srt' },
    ...{ selected: '1', file: '/data/Two Shores.en.srt' },
  });
});
