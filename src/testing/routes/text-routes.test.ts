import { describe, expect, it } from 'vitest';
import { CHOICE_ITEMS } from '../library/choice-items.ts';
import { choiceServer, FILM, STREAMS } from '../test-support/choice-server.ts';

const setUp = () => choiceServer({ specialItems: true });

async function text(answer: Promise<Response>): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await (await answer).arrayBuffer());
}

describe('a file of subtitles', () => {
  it('has a key, a format and no place in the media file; others have no key', async () => {
    const { json } = setUp();
    const { Metadata } = await json(`/library/metadata/${FILM}`);
    const [{ Media }] = Metadata as [
      { Media: [{ Part: [{ Stream: { id: number; key?: string; index?: number }[] }] }] },
    ];
    const rows = Media[0].Part[0].Stream.slice(4);
    expect(rows.map(({ key, index }) => [key, index])).toEqual([
      [undefined, 4],
      [undefined, 5],
      [undefined, 6],
      [`/library/streams/${STREAMS.deaf}`, undefined],
      [`/library/streams/${STREAMS.forced}`, undefined],
      [`/library/streams/${STREAMS.polish}`, undefined],
    ]);
    expect(rows[5]).toMatchObject({ codec: 'vtt', format: 'vtt', languageTag: 'pl' });
    expect(rows[3]).toMatchObject({
      hearingImpaired: '1',
      displayTitle: 'English SDH (SRT External)',
    });
    expect(rows[4]).toMatchObject({ forced: 1, displayTitle: 'English Forced (SRT External)' });
  });

  it('comes as it is: in windows-1250, with an extension that lies', async () => {
    const { get } = setUp();
    const bytes = await (await get(`/library/streams/${STREAMS.polish}`)).arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    const polish = new TextDecoder('windows-1250').decode(bytes);
    expect(polish).toMatch(/^1\n00:00:01,000 --> 00:00:03,500\nOddać cumę dziobową!/);
  });

  it('is converted to UTF-8 where that is asked for, and stays SubRip', async () => {
    const { get } = setUp();
    expect(await text(get(`/library/streams/${STREAMS.polish}?encoding=utf-8`))).toMatch(
      /^1\n00:00:01,000 --> 00:00:03,500\nOddać cumę/,
    );
  });

  it.each([
    ['vtt', /^WEBVTT\n\n00:00:01\.000 --> 00:00:03\.500\nOddać/],
    ['webvtt', /^WEBVTT\n/],
    ['ass', /^\[Script Info\][\s\S]*Dialogue: 0,0:00:01\.00,0:00:03\.50,Default,,0,0,0,,Oddać/],
    ['srt', /^1\n00:00:01,000 --> 00:00:03,500\nOddać/],
  ])('is converted to %s', async (format, pattern) => {
    const { get } = setUp();
    const url = `/library/streams/${STREAMS.polish}.vtt?encoding=utf-8&format=${format}`;
    expect(await text(get(url))).toMatch(pattern);
  });

  it.each([
    ['501 for text inside the media', STREAMS.inside, '', 501],
    ['501 for pictures', STREAMS.pgs, '', 501],
    ['501 for sound', STREAMS.english, '', 501],
    ['404 for an unknown stream', '1', '', 404],
    ['400 for an unknown format', STREAMS.deaf, '?format=mp3', 400],
  ])('answers %s', async (_, id, query, status) => {
    expect((await setUp().get(`/library/streams/${id}${query}`)).status).toBe(status);
  });

  it('remembers an offset for the account, and applies none', async () => {
    const { get, json } = setUp();
    const put = (id: string, query: string) =>
      get(`/library/streams/${id}?${query}&X-Plex-Token=anna`, { method: 'PUT' });
    expect((await put(STREAMS.deaf, 'offset=-250')).status).toBe(200);
    const offsetFor = async (token: string) => {
      const { Metadata } = await json(`/library/metadata/${FILM}?X-Plex-Token=${token}`);
      const [{ Media }] = Metadata as [{ Media: [{ Part: [{ Stream: { offset?: number }[] }] }] }];
      return Media[0].Part[0].Stream[7]?.offset;
    };
    expect([await offsetFor('anna'), await offsetFor('ben')]).toEqual([-250, undefined]);
    expect(await text(get(`/library/streams/${STREAMS.deaf}?X-Plex-Token=anna`))).toContain(
      '00:00:01,000',
    );
    expect((await put(STREAMS.deaf, 'offset=soon')).status).toBe(400);
    expect((await put(STREAMS.english, 'offset=5')).status).toBe(404);
  });
});

describe('odd files of subtitles', () => {
  /** The id of a stream of the item by its title. */
  async function idOf({ json }: ReturnType<typeof setUp>, wanted: string): Promise<string> {
    const { Metadata } = await json(`/library/metadata/${CHOICE_ITEMS.hardToRead}`);
    const [{ Media }] = Metadata as [
      { Media: [{ Part: [{ Stream: { id: number; title?: string }[] }] }] },
    ];
    return String(Media[0].Part[0].Stream.find(({ title }) => title === wanted)?.id);
  }
  const fetchText = async (title: string, query = '?encoding=utf-8') => {
    const server = setUp();
    const answer = await server.get(`/library/streams/${await idOf(server, title)}${query}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, bytes, words: new TextDecoder().decode(bytes) };
  };

  it('are gone', async () => {
    expect((await fetchText('Gone')).status).toBe(404);
  });

  it('are empty', async () => {
    expect(await fetchText('Empty')).toMatchObject({ status: 200, words: '' });
    expect(await fetchText('Empty', '?format=vtt')).toMatchObject({ words: 'WEBVTT\n\n' });
  });

  it('have five megabytes', async () => {
    const { bytes, words } = await fetchText('Five megabytes');
    expect(bytes.byteLength).toBeGreaterThan(5_000_000);
    expect(words).toMatch(/^1\n00:00:00,000 --> 00:00:00,250\nText number 1\n/);
  });

  it('are malformed, and an error when they are to be converted', async () => {
    expect((await fetchText('Malformed')).words).toContain('[V4+ Styles\n');
    expect(await fetchText('Malformed', '?format=vtt')).toMatchObject({ words: 'WEBVTT\n\n' });
    expect((await fetchText('A page')).words).toContain('<title>');
    expect((await fetchText('A page', '?format=vtt')).status).toBe(500);
  });

  it('are in UTF-16 unless UTF-8 is asked for', async () => {
    expect((await fetchText('UTF-16', '')).bytes.subarray(0, 4)).toEqual(
      Uint8Array.of(0xff, 0xfe, 0x31, 0),
    );
    expect((await fetchText('UTF-16')).words).toContain('Zażółć gęślą jaźń');
  });

  it('are converted from the wrong encoding', async () => {
    expect((await fetchText('Wrong encoding')).words).toContain('Odda\uFFFD cum\uFFFD');
  });

  it.each([
    ['Styled VTT', 'srt', ['At the top, to the left', 'To the right &amp; narrow, in a line']],
    ['Styled ASS', 'vtt', ['Bold, red,\nand a second line', 'A sign, with a comma']],
  ])('lose the style of %s in a conversion', async (title, format, texts) => {
    const { words } = await fetchText(title, `?encoding=utf-8&format=${format}`);
    for (const text of texts) expect(words).toContain(text);
    expect(words).not.toMatch(/NOTE|STYLE|\{|<i>|align/);
  });

  it('are in disorder, and sorted by a conversion', async () => {
    const { words } = await fetchText('Disorder', '?format=vtt');
    const texts = words.split('\n\n').map((block) => block.split('\n')[1]);
    expect(texts).toEqual([
      undefined,
      'First and long',
      'Without a length',
      'Second',
      'Much too late',
      undefined,
    ]);
  });
});
