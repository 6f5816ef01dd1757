import { describe, expect, it } from 'vitest';
import { CHOICE_ITEMS } from '../library/choice-items.ts';
import { type ChoiceServer, choiceServer, FILM, STREAMS } from '../test-support/choice-server.ts';

const VTT =
  '&format=webvtt&X-Plex-Client-Profile-Extra=add-transcode-target(type%3DsubtitleProfile%26context%3Dall%26protocol%3Dhttp%26container%3Dwebvtt%26subtitleCodec%3Dwebvtt%26replace%3Dtrue)';
const QUERY =
  'mediaIndex=0&partIndex=0&protocol=http&subtitles=sidecar&advancedSubtitles=text&hasMDE=1&directPlay=1&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c';

function textOf(
  { get }: ChoiceServer,
  more = '',
  {
    item = FILM,
    session = 's',
    signal,
  }: { item?: string; session?: string; signal?: AbortSignal } = {},
) {
  const query = `path=/library/metadata/${item}&${QUERY}&session=${session}&X-Plex-Session-Identifier=${session}${more}`;
  const ask = (action: string) =>
    get(`/subtitles/:/transcode/universal/${action}?${query}`, signal ? { signal } : {});
  return {
    decision: () => ask('decision'),
    start: () => ask('start'),
    stop: () => ask('stop'),
    async whole() {
      await ask('decision');
      return (await ask('start')).text();
    },
  };
}

describe('text out of a media file', () => {
  it.each([
    [
      'ass',
      '',
      /^\[Script Info\][\s\S]*Dialogue: 0,0:00:01\.00,0:00:03\.50,Default,,0,0,0,,Cast off/,
    ],
    ['srt', '', /^1\n00:00:01,000 --> 00:00:03,500\nCast off the bow line!\n/],
    ['ass', VTT, /^WEBVTT\n\n00:00:01\.000 --> 00:00:03\.500\nCast off the bow line!\n/],
    // Both are needed.
    ['srt', '&format=webvtt', /^1\n/],
    ['srt', VTT.replace('&format=webvtt', ''), /^1\n/],
  ] as const)(
    'with embeddedText %s and the query %j is of its format',
    async (embeddedText, more, pattern) => {
      const server = choiceServer({ embeddedText });
      await server.choose(`subtitleStreamID=${STREAMS.inside}`);
      expect(await textOf(server, more).whole()).toMatch(pattern);
    },
  );

  it('is that of the stored stream, also of ASS', async () => {
    const server = choiceServer();
    await server.choose(`subtitleStreamID=${STREAMS.ass}`);
    const german = await textOf(server, `${VTT}&subtitleStreamID=${STREAMS.inside}`).whole();
    expect(german).toContain('Zwei Ufer und ein Fluß dazwischen.');
    expect(german).not.toContain('{');
  });

  it('needs a decision', async () => {
    const server = choiceServer();
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    expect((await textOf(server).start()).status).toBe(400);
    server.server.configure({ generation: '1.42' });
    expect((await textOf(server).start()).status).toBe(200);
  });

  it.each([
    ['nothing is selected', ''],
    ['pictures are selected', `subtitleStreamID=${STREAMS.pgs}`],
  ])('is refused if %s', async (_, choice) => {
    const server = choiceServer();
    if (choice) await server.choose(choice);
    const text = textOf(server);
    expect(await (await text.decision()).text()).toContain('generalDecisionCode="2000"');
    expect((await text.start()).status).toBe(400);
    expect(server.server.snapshot().resources).toEqual([]);
  });

  it.each([
    ['without a platform', QUERY.replace('&X-Plex-Platform=Chrome', '')],
    ['without a client identifier', QUERY.replace('&X-Plex-Client-Identifier=c', '')],
  ])('is answered 400 %s', async (_, query) => {
    const { get } = choiceServer();
    const url = `/subtitles/:/transcode/universal/decision?path=/library/metadata/${FILM}&${query}`;
    expect((await get(url)).status).toBe(400);
  });

  it('says in the decision what comes', async () => {
    const server = choiceServer();
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    const { streams, media } = await server.decide('', FILM, 'subtitles');
    expect(media.container).toBe('ass');
    expect(streams).toMatchObject([
      { id: STREAMS.inside, decision: 'transcode', location: 'sidecar-subs' },
    ]);
  });

  it('counts from the offset, unless times are copied', async () => {
    const server = choiceServer({ embeddedText: 'srt' });
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    const shifted = await textOf(server, '&offset=4').whole();
    expect(shifted).toMatch(/^1\n00:00:01,000 --> 00:00:03,500\nTwo shores/);
    const copied = await textOf(server, '&offset=4&copyts=1', { session: 'other' }).whole();
    expect(copied).toMatch(/^1\n00:00:05,000 --> 00:00:07,500\nTwo shores/);
  });
});

describe('the job of a text', () => {
  it('is a stream of its own until it is stopped, and ends no other one', async () => {
    const server = choiceServer({ evict: 'strict' });
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    await server.decide();
    await server.start();
    const text = textOf(server);
    await text.whole();
    const kinds = () => server.server.snapshot().resources.map(({ kind }) => kind);
    expect(kinds()).toEqual(['video', 'subtitles']);
    // Nor is it ended by another one.
    await server.decide('&session=u&X-Plex-Session-Identifier=q');
    await server.start('&session=u&X-Plex-Session-Identifier=q');
    expect(kinds()).toEqual(['subtitles', 'video']);
    expect((await text.stop()).status).toBe(200);
    server.server.advance(200);
    expect(kinds()).toEqual(['video']);
    expect((await text.stop()).status).toBe(404);
  });

  it('ends with the idle limits, if nobody stops it', async () => {
    const server = choiceServer();
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    await textOf(server).whole();
    server.server.advance(331_000);
    expect(server.server.snapshot()).toMatchObject({ resources: [], jobs: [] });
  });

  it('sends each text when the server has read it', async () => {
    const server = choiceServer({
      ...{ embeddedText: 'srt', subtitleSpeed: 0.001 },
      limits: { transcodeIdleMs: 100_000_000 },
    });
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    const text = textOf(server);
    await text.decision();
    const reader = (await text.start()).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    let first: string | undefined;
    const coming = next().then((piece) => {
      first = piece;
    });
    server.server.advance(999_000);
    expect(first).toBeUndefined();
    server.server.advance(1000);
    await coming;
    expect(first).toMatch(/^1\n00:00:01,000 --> 00:00:03,500\nCast off[^\n]*\n\n$/);
    const second = next();
    server.server.advance(4_000_000);
    expect(await second).toMatch(/^2\n00:00:05,000/);
  });

  it('ends its text early when it is stopped', async () => {
    const server = choiceServer({ embeddedText: 'srt', subtitleSpeed: 0.001 });
    await server.choose(`subtitleStreamID=${STREAMS.inside}`);
    const text = textOf(server);
    await text.decision();
    const body = (await text.start()).text();
    await text.stop();
    server.server.advance(200);
    server.server.advance(1000);
    expect(await body).toBe('');
  });
});

describe('odd text in a media file', () => {
  const server = choiceServer({ specialItems: true });
  const streamOf = async (wanted: string) => {
    const { Metadata } = await server.json(`/library/metadata/${CHOICE_ITEMS.hardToRead}`);
    const [{ Media }] = Metadata as [
      { Media: [{ Part: [{ Stream: { id: number; title?: string }[] }] }] },
    ];
    return Media[0].Part[0].Stream.find(({ title }) => title === wanted)?.id;
  };

  it.each([
    ['Malformed inside', /^\[Script Info\][\s\S]*Dialogue: 0,never/],
    ['Empty inside', /Format: Layer, Start, End[^\n]*\n$/],
    ['Gone inside', /Format: Layer, Start, End[^\n]*\n$/],
  ])('%s is answered', async (title, pattern) => {
    await server.choose(`subtitleStreamID=${await streamOf(title)}`, '710012');
    const text = textOf(server, '', { item: CHOICE_ITEMS.hardToRead, session: title });
    expect(await text.whole()).toMatch(pattern);
  });

  it.each(['Teletext', 'Captions'])('%s is no text', async (title) => {
    await server.choose(`subtitleStreamID=${await streamOf(title)}`, '710012');
    const text = textOf(server, '', { item: CHOICE_ITEMS.hardToRead });
    expect((await text.start()).status).toBe(400);
  });
});
