import { describe, expect, it } from 'vitest';
import { CHOICE_ITEMS } from '../library/choice-items.ts';
import { choiceServer } from '../test-support/choice-server.ts';

type Row = Record<string, unknown>;

function setUp() {
  const server = choiceServer({ specialItems: true });
  const rows = async (path: string) => (await server.json(path)).Metadata as Row[];
  const keys = async (path: string) => (await rows(path)).map(({ ratingKey }) => ratingKey);
  return { ...server, rows, keys };
}

describe('a series', () => {
  it('is in a section of its own, and its episodes are in no list of films', async () => {
    const { json, keys } = setUp();
    const { Directory } = await json('/library/sections');
    expect(Directory).toMatchObject([{ type: 'movie' }, { type: 'artist' }, { type: 'show' }]);
    expect(await keys('/library/sections/3/all')).toEqual(['662610', CHOICE_ITEMS.show]);
    expect(await keys('/library/sections/3/all?type=4')).toHaveLength(6);
    expect(await keys('/library/sections/1/all')).not.toContain('662612');
  });

  it('leads from the show to its episodes', async () => {
    const { keys, rows } = setUp();
    expect(await rows('/library/metadata/662610')).toMatchObject([
      { type: 'show', title: 'Short Crossings', childCount: 1, leafCount: 3 },
    ]);
    expect(await rows('/library/metadata/662610/children')).toMatchObject([
      { type: 'season', ratingKey: '662611', index: 1, parentTitle: 'Short Crossings' },
    ]);
    expect(await rows('/library/metadata/662611')).toMatchObject([{ type: 'season' }]);
    const episodes = ['662612', '662613', '662614'];
    expect(await keys('/library/metadata/662611/children')).toEqual(episodes);
    expect(await keys('/library/metadata/662610/allLeaves')).toEqual(episodes);
    expect(await keys('/library/metadata/662611/allLeaves')).toEqual(episodes);
  });

  it('has episodes that name their season and show', async () => {
    const { rows, get } = setUp();
    const [episode] = await rows('/library/metadata/662613');
    expect(episode).toMatchObject({
      ...{ type: 'episode', title: 'Midstream', index: 2, parentIndex: 1 },
      ...{ parentRatingKey: '662611', parentTitle: 'Season 1' },
      ...{ grandparentRatingKey: '662610', grandparentTitle: 'Short Crossings' },
      ...{ librarySectionID: 3, guid: 'plex://episode/coplay-662613' },
    });
    const poster = await get(String(episode?.grandparentThumb));
    expect(poster.headers.get('Content-Type')).toBe('image/webp');
  });

  it('has languages and kinds in another order in each episode', async () => {
    const { rows } = setUp();
    const found = await rows('/library/metadata/662612,662613,662614');
    const titles = found.map(({ Media }) =>
      (Media as [{ Part: [{ Stream: { displayTitle: string }[] }] }])[0].Part[0].Stream.map(
        ({ displayTitle }) => displayTitle,
      ).slice(1),
    );
    expect(titles).toEqual([
      [
        'Deutsch (OPUS Stereo)',
        'English (OPUS Stereo)',
        'English (SRT External)',
        'Deutsch (SRT External)',
        'English Forced (SRT External)',
      ],
      [
        'English (OPUS Stereo)',
        'Deutsch (OPUS Stereo)',
        'Deutsch (SRT External)',
        'English (SRT External)',
      ],
      ['English (OPUS Stereo)', 'English (OPUS Stereo)', 'English SDH (SRT External)'],
    ]);
  });

  it('is played by a conversion with a picture of each episode', async () => {
    const { decide, start, fileOf } = setUp();
    const { part } = await decide('', '662613');
    expect(part.decision).toBe('transcode');
    await start('', '662613');
    expect(await fileOf(0)).toBe('short-crossing-2.mp4');
    expect(await fileOf(1)).toBe('two-shores.en.mp4');
  });

  it.each([
    ['662612', ['662612', '662613', '662614']],
    ['662613', ['662613', '662614']],
    ['662614', ['662614']],
  ])('has in a play queue what follows %s', async (key, expected) => {
    const { json } = setUp();
    const uri = encodeURIComponent(
      `server://m/com.plexapp.plugins.library/library/metadata/${key}`,
    );
    const { Metadata, playQueueTotalCount } = await json(
      `/playQueues?type=video&continuous=1&uri=${uri}&X-Plex-Client-Identifier=c`,
      { method: 'POST' },
    );
    expect((Metadata as Row[]).map(({ ratingKey }) => ratingKey)).toEqual(expected);
    expect(playQueueTotalCount).toBe(expected.length);
  });

  it('may have two episodes in one file', async () => {
    const { rows } = setUp();
    const found = await rows(`/library/metadata/${CHOICE_ITEMS.season}/children`);
    const files = found.map(
      ({ Media }) => (Media as [{ Part: [{ file: string }] }])[0].Part[0].file,
    );
    expect(files[0]).toBe(files[1]);
    expect(files[2]).not.toBe(files[0]);
  });
});
