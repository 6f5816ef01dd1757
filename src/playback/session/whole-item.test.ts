import { beforeEach, describe, expect, it } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { createPlexServer, fetchFrom, type PlexServer } from '../../testing/index.ts';
import { SPECIAL } from '../../testing/library/special-items.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { tinyCatalogue } from '../../testing/test-support/tiny-catalogue.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { PlexSession } from './plex-session.ts';
import { WholeItem } from './whole-item.ts';

const ASKED = { offsetSeconds: 0, directPlay: true };

/** The films have two parts of 6 s. */
function setUp(server: PlexServer, ratingKey: string, element = new SilentElement()) {
  const connection = createPlexConnection({ baseUrl: 'http://tv', fetch: fetchFrom(server) });
  const session = new PlexSession({
    ...{ connection, ratingKey, plexClientSession: 'v', givenSession: undefined },
    mediaType: 'video',
    requestQueue: createRequestQueue(),
    emit: () => {},
    report: () => ({ state: 'playing', timeSeconds: 0, durationSeconds: 12 }),
    onEnded: () => {},
    onTerminated: () => {},
    element: element as never,
    item: () => undefined,
  });
  const media = { ratingKey };
  const whole = new WholeItem(session, { connection, media, element: element as never });
  const asked = () =>
    server
      .snapshot()
      .requests.filter(({ path }) => path.endsWith('/decision'))
      .map(({ query }) => [query.partIndex, query.directPlay, query.offset]);
  const lookUps = () =>
    server.snapshot().requests.filter(({ path }) => path.startsWith('/library/metadata/')).length;
  return { session, whole, asked, lookUps };
}

/** A browser without HEVC and AC3. */
const plain = () =>
  Object.assign(new SilentElement(), {
    canPlayType: (type: string) => (/hvc1|hev1|ac-3/.test(type) ? '' : 'probably'),
  });

describe('WholeItem', () => {
  let server: PlexServer;
  beforeEach(() => {
    server = createPlexServer({ catalogue: tinyCatalogue(), specialItems: true });
  });

  it('plays the files of a film one after the other', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    const first = await session.decide(ASKED);
    const { decision, whole: source } = await whole.decide(ASKED, first);
    expect(decision.outcome).toBe('directplay');
    expect(source?.durationSeconds).toBe(12);
    expect(source?.parts.map(({ part }) => [part.id, part.durationSeconds])).toEqual([
      ['710003', 6],
      ['710004', 6],
    ]);
    const urls = source?.parts.map(({ url }) => new URL(url())) ?? [];
    expect(urls.map(({ pathname }) => pathname.split('/')[3])).toEqual(['710003', '710004']);
    for (const { searchParams } of urls)
      expect(searchParams.get('X-Plex-Session-Identifier')).toBe(session.ids.playbackId);
    expect(asked()).toEqual([['0', '1', undefined]]);
  });

  it('asks for the part at the position, once the parts are known without another look', async () => {
    const { session, whole, asked, lookUps } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    const later = { ...ASKED, offsetSeconds: 7.5 };
    const { whole: source } = await whole.decide(later, await session.decide(later));
    expect(source?.parts).toHaveLength(2);
    await whole.decide(ASKED);
    expect(asked()).toEqual([
      ['0', '1', '7.5'],
      ['1', '1', '1.5'],
      ['0', '1', undefined],
    ]);
    expect(lookUps()).toBe(1);
  });

  it('asks for one stream when the browser can not play one of the files, and does so from then on', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.splitFilm, plain());
    const { decision, whole: source } = await whole.decide(ASKED, await session.decide(ASKED));
    expect(decision).toMatchObject({ outcome: 'transcode', part: { durationSeconds: 12 } });
    expect(source).toBeUndefined();
    await whole.decide({ ...ASKED, offsetSeconds: 7.5 });
    expect(asked()).toEqual([
      ['0', '1', undefined],
      ['-1', '0', undefined],
      ['-1', '0', '7.5'],
    ]);
  });

  it('asks for one stream when direct play has failed', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    await whole.decide(ASKED, await session.decide(ASKED));
    const { decision } = await whole.decide({ offsetSeconds: 7.5, directPlay: false });
    expect(decision.outcome).toBe('transcode');
    expect(asked().at(-1)).toEqual(['-1', '0', '7.5']);
  });

  it('asks for one stream when the server converts the first part', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    const first = await session.decide({ ...ASKED, directPlay: false });
    expect((await whole.decide(ASKED, first)).whole).toBeUndefined();
    expect(asked().at(-1)).toEqual(['-1', '0', undefined]);
  });

  it('plays the files again when a limit that they do not keep to is lifted, and asks once for each limit', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    await whole.decide(ASKED, await session.decide(ASKED));
    const later = { ...ASKED, offsetSeconds: 7.5 };
    const low = { ...later, limits: { maxVideoBitrateKbps: 100 } };
    expect((await whole.decide(low)).whole).toBeUndefined();
    expect((await whole.decide(low)).whole).toBeUndefined();
    expect((await whole.decide(later)).whole?.parts).toHaveLength(2);
    expect(asked()).toEqual([
      ['0', '1', undefined],
      ['1', '1', '1.5'],
      ['-1', '0', '7.5'],
      ['-1', '0', '7.5'],
      ['1', '1', '1.5'],
    ]);
  });

  it('asks for one stream when the server does not tell the parts', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    server.inject({ kind: 'status', status: 403, on: { path: '/library/metadata/' } });
    await whole.decide(ASKED, await session.decide(ASKED));
    expect(asked().at(-1)).toEqual(['-1', '0', undefined]);
  });

  it('fails while the server is away', async () => {
    const { session, whole } = setUp(server, SPECIAL.splitFilmOfOneFormat);
    const first = await session.decide(ASKED);
    server.inject({ kind: 'unreachable' });
    await expect(whole.decide(ASKED, first)).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  it('leaves an item of one file as it is', async () => {
    const { session, whole, asked } = setUp(server, SPECIAL.copyable);
    const first = await session.decide(ASKED);
    expect(await whole.decide(ASKED, first)).toBe(first);
    await whole.decide(ASKED);
    expect(asked()).toEqual([
      ['0', '1', undefined],
      ['0', '1', undefined],
    ]);
  });
});
