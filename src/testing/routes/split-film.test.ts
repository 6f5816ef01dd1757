import { describe, expect, it } from 'vitest';
import { SPECIAL } from '../library/special-items.ts';
import { testServer } from '../test-support/test-server.ts';
import { payload } from '../test-support/tiny-catalogue.ts';

type Row = Record<string, unknown>;
type Metadata = readonly [Row & { Media: readonly [Row & { Part: readonly Row[] }] }];

/** A film of 12 s in two parts of 6 s. */
function setUp() {
  const test = testServer({ specialItems: true });
  const player = (query: string, session = 't') =>
    test.player({
      ...{ client: 'v', playback: 'p', session, item: SPECIAL.splitFilm },
      query: `&subtitles=none&hasMDE=1&mediaIndex=0${query}`,
    });
  const decide = async (query: string) => {
    const answer = (await (
      await test.get(
        `/video/:/transcode/universal/decision?path=/library/metadata/${SPECIAL.splitFilm}&protocol=dash&directPlay=1&hasMDE=1&mediaIndex=0&subtitles=none&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=v&X-Plex-Session-Identifier=p${query}`,
        { headers: { Accept: 'application/json' } },
      )
    ).json()) as { MediaContainer: Row & { Metadata: Metadata } };
    const { Metadata, ...codes } = answer.MediaContainer;
    return { codes, media: Metadata[0].Media[0] };
  };
  return { ...test, player, decide };
}

async function bytes(answer: Promise<Response>): Promise<string> {
  return new TextDecoder('latin1').decode(await (await answer).arrayBuffer());
}

function textOf(segment: number): string {
  return String.fromCharCode(...payload('video', segment));
}

describe('a split film', () => {
  it('lasts as long as its parts together, which differ in their codecs', async () => {
    const { json } = setUp();
    const { Metadata } = await json(`/library/metadata/${SPECIAL.splitFilm}`);
    const [film] = Metadata as Metadata;
    expect(film.duration).toBe(12_000);
    expect(film.Media[0].duration).toBe(12_000);
    expect(film.Media[0].Part).toMatchObject([
      { id: 710001, duration: 6000, Stream: [{ codec: 'vp9' }, { codec: 'opus' }] },
      { id: 710002, duration: 6000, Stream: [{ codec: 'hevc' }, { codec: 'ac3' }] },
    ]);
  });

  it.each(['', '&partIndex=-1'])('with %j is joined into one conversion', async (query) => {
    const { decide } = setUp();
    const { codes, media } = await decide(query);
    // hasMDE has no effect here.
    expect(codes).toMatchObject({ generalDecisionCode: 1001, directPlayDecisionCode: 3000 });
    expect(media.Part).toMatchObject([{ id: '710001', duration: 12_000, decision: 'transcode' }]);
  });

  it('is decided part by part', async () => {
    const { decide } = setUp();
    for (const [index, id] of [
      [0, '710001'],
      [1, '710002'],
    ]) {
      const { codes, media } = await decide(`&partIndex=${index}`);
      expect(codes).toMatchObject({ mdeDecisionCode: 1000 });
      expect(media.Part).toMatchObject([{ id, duration: 6000, decision: 'directplay' }]);
    }
  });

  it('has no third part', async () => {
    const { player, lines } = setUp();
    expect((await player('&partIndex=2').decision()).status).toBe(400);
    expect(lines('no such version or part')).toHaveLength(1);
  });

  it('serves each part to the playback that was decided', async () => {
    const { player, get, json } = setUp();
    await player('&partIndex=0').decision();
    const { Metadata } = await json(`/library/metadata/${SPECIAL.splitFilm}`);
    for (const { key } of (Metadata as Metadata)[0].Media[0].Part) {
      const path = `${key}?X-Plex-Client-Identifier=v&X-Plex-Session-Identifier=p`;
      expect((await get(path)).status).toBe(200);
    }
  });

  it('joined has one clock', async () => {
    const { player } = setUp();
    const joined = player('&partIndex=-1&offset=7');
    await joined.decision();
    expect(await (await joined.start()).text()).toContain('mediaPresentationDuration="PT12S"');
    expect(await bytes(joined.segment(7))).toContain(textOf(7));
    expect(await bytes(joined.segment(11))).toContain(textOf(11));
    expect((await joined.segment(12)).status).toBe(404);
  });

  it('converted by part has a clock and an offset of the part', async () => {
    const { player, server } = setUp();
    const second = player('&partIndex=1&directPlay=0&offset=1');
    await second.decision();
    expect(await (await second.start()).text()).toContain('mediaPresentationDuration="PT6S"');
    expect(server.snapshot().jobs).toMatchObject([{ offsetSeconds: 1 }]);
    expect(await bytes(second.segment(0))).toBe('');
    expect(await bytes(second.segment(1))).toContain(textOf(1));
    expect((await second.segment(6)).status).toBe(404);
  });

  it('starts another job for another part with the same session', async () => {
    const { player, server, lines } = setUp();
    for (const index of [0, 1]) {
      const part = player(`&partIndex=${index}&directPlay=0`);
      await part.decision();
      await part.start();
    }
    expect(server.snapshot().jobs).toHaveLength(1);
    expect(lines('Killing job')).toHaveLength(1);
  });

  it('is reported with the time and the duration of the item', async () => {
    const { player } = setUp();
    const film = player('&partIndex=1');
    await film.decision();
    expect((await film.timeline('playing', 11_000)).status).toBe(200);
    expect((await film.timeline('playing', 12_001)).status).toBe(400);
  });
});

describe('a film without its file', () => {
  it('says so only when it is asked to check', async () => {
    const { json } = setUp();
    const part = async (query: string) => {
      const { Metadata } = await json(`/library/metadata/${SPECIAL.missingFilm}${query}`);
      return (Metadata as Metadata)[0].Media[0].Part[0];
    };
    expect(await part('')).not.toHaveProperty('exists');
    expect(await part('?checkFiles=1')).toMatchObject({ exists: false, accessible: false });
  });

  it('is answered with 404', async () => {
    const test = testServer({ specialItems: true });
    const film = test.player({ client: 'v', playback: 'p', item: SPECIAL.missingFilm });
    await film.decision();
    expect((await film.part()).status).toBe(404);
  });
});
