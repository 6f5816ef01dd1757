import { describe, expect, it } from 'vitest';
import { SPECIAL } from '../library/special-items.ts';
import type { PlexServerOptions } from '../server-options.ts';
import { testServer } from '../test-support/test-server.ts';

interface Stream {
  readonly id: number | string;
  readonly streamType: number;
  readonly selected?: unknown;
  readonly displayTitle: string;
}
type Metadata = readonly [{ Media: readonly [{ Part: readonly { Stream: readonly Stream[] }[] }] }];

const PART = '710007';
const [DEFAULT, OTHER, SUBTITLE] = ['7100073', '7100072', '7100075'];

function setUp(options: PlexServerOptions = {}) {
  const test = testServer({ specialItems: true, ...options });
  const put = (query: string, token = '') =>
    test.get(`/library/parts/${PART}?${query}&X-Plex-Token=${token}`, { method: 'PUT' });
  const streams = async (token = '', path = `/library/metadata/${SPECIAL.secondAudio}?`) => {
    const { Metadata } = await test.json(`${path}&X-Plex-Token=${token}`);
    return (Metadata as Metadata)[0].Media[0].Part[0]?.Stream ?? [];
  };
  const selected = async (token?: string) =>
    (await streams(token)).filter(({ selected }) => selected).map(({ id }) => String(id));
  return { ...test, put, streams, selected };
}

describe('the streams of a part', () => {
  it('have words for a menu', async () => {
    const { streams } = setUp();
    expect((await streams()).map(({ displayTitle }) => displayTitle)).toEqual([
      '180p (VP9)',
      'Deutsch (OPUS Stereo)',
      'English (OPUS Stereo)',
      'English Forced (SRT)',
      'English SDH (SRT)',
      'Deutsch (PGS)',
    ]);
    expect((await streams())[4]).toMatchObject({
      extendedDisplayTitle: 'For all (English SDH SRT)',
      hearingImpaired: '1',
    });
  });

  it('are selected by the flag of the file at first: sound, and no subtitle', async () => {
    expect(await setUp().selected()).toEqual([DEFAULT]);
  });

  it('are selected by the languages of the account, but no forced subtitles', async () => {
    const { selected, put } = setUp({ audioLanguage: 'ger', subtitleLanguage: 'eng' });
    expect(await selected()).toEqual([OTHER, '7100075']);
    await put(`audioStreamID=${DEFAULT}&subtitleStreamID=0`);
    expect(await selected()).toEqual([DEFAULT]);
  });

  it('are selected by the flag of the file where no stream is in the language of the account', async () => {
    const { selected } = setUp({ audioLanguage: 'fre', subtitleLanguage: 'fre' });
    expect(await selected()).toEqual([DEFAULT]);
  });

  it('are chosen by a PUT, each kind alone, for the account that sends it', async () => {
    const { put, selected } = setUp();
    const answer = await put(`audioStreamID=${OTHER}`, 'anna');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/html');
    expect(await answer.text()).toBe('');
    await put(`subtitleStreamID=${SUBTITLE}`, 'anna');
    expect(await selected('anna')).toEqual([OTHER, SUBTITLE]);
    expect(await selected('ben')).toEqual([DEFAULT]);
    await put('subtitleStreamID=0', 'anna');
    expect(await selected('anna')).toEqual([OTHER]);
  });

  it.each([
    ['a stream of another part', 'audioStreamID=90012'],
    ['a subtitle as sound', `audioStreamID=${SUBTITLE}`],
    ['sound as a subtitle', `subtitleStreamID=${OTHER}`],
    ['no sound', 'audioStreamID=0'],
    ['one good and one foreign stream', `audioStreamID=${OTHER}&subtitleStreamID=1`],
  ])('refuse %s with 400, and keep the choice', async (_, query) => {
    const { put, selected } = setUp();
    expect((await put(query)).status).toBe(400);
    expect(await selected()).toEqual([DEFAULT]);
  });

  it('answer 404 for an unknown part', async () => {
    const { get } = setUp();
    expect((await get('/library/parts/1?audioStreamID=1', { method: 'PUT' })).status).toBe(404);
  });

  it('are chosen in all parts with allParts', async () => {
    const { get, json } = setUp();
    await get('/library/parts/710003?audioStreamID=7100032&allParts=1', { method: 'PUT' });
    const { Metadata } = await json(`/library/metadata/${SPECIAL.splitFilmOfOneFormat}`);
    const parts = (Metadata as Metadata)[0].Media[0].Part;
    expect(parts.map(({ Stream }) => Stream.find(({ selected }) => selected === true)?.id)).toEqual(
      [7_100_032, 7_100_042],
    );
  });

  it('are in a conversion as they were chosen, whatever the query says', async () => {
    const { put, streams } = setUp();
    await put(`audioStreamID=${OTHER}&subtitleStreamID=${SUBTITLE}`);
    const decision = `/video/:/transcode/universal/decision?path=/library/metadata/${SPECIAL.secondAudio}&protocol=dash&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c`;
    const plain = await streams('', `${decision}&subtitles=none`);
    expect(plain.map(({ id }) => id)).toEqual(['7100071', OTHER]);
    const burned = await streams('', `${decision}&subtitles=burn&subtitleStreamID=7100076`);
    expect(burned[2]).toMatchObject({ id: SUBTITLE, burn: '1', decision: 'burn' });
  });

  it('refuse direct play with subtitles=auto once a subtitle is chosen', async () => {
    const { get, put } = setUp();
    const query = `path=/library/metadata/${SPECIAL.secondAudio}&protocol=dash&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c&directPlay=1&hasMDE=1&mediaIndex=0&partIndex=0`;
    const status = async (more = '') =>
      (await get(`/video/:/transcode/universal/decision?${query}${more}`)).status;
    expect(await status()).toBe(200);
    await put(`subtitleStreamID=${SUBTITLE}`);
    expect(await status()).toBe(400);
    expect(await status('&subtitles=none')).toBe(200);
  });

  it.each([
    ['7100075', 501],
    ['1', 404],
  ])('are no files of their own: stream %s answers %i', async (id, status) => {
    expect((await setUp().get(`/library/streams/${id}?format=srt`)).status).toBe(status);
  });
});
