import { describe, expect, it } from 'vitest';
import { createPlexConnection } from '../connection.ts';
import { sendStreamChoice, streamChoiceUrl } from './stream-choice.ts';

const connection = createPlexConnection({ baseUrl: 'http://plex.test', token: 'secret-token' });
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('streamChoiceUrl', () => {
  it.each([
    [{ audioStreamId: '12' }, { audioStreamID: '12' }],
    [{ subtitleStreamId: '13' }, { subtitleStreamID: '13' }],
    [{ subtitleStreamId: 'off' }, { subtitleStreamID: '0' }],
    [
      { audioStreamId: '12', subtitleStreamId: 'off' },
      { audioStreamID: '12', subtitleStreamID: '0' },
    ],
  ])('of %o', (choice, expected) => {
    const url = streamChoiceUrl(connection, '77', choice, { clientIdentifier: 'me' });
    const { audioStreamID, subtitleStreamID, ...rest } = queryOf(url);
    expect(JSON.parse(JSON.stringify({ audioStreamID, subtitleStreamID }))).toEqual(expected);
    expect(new URL(url).pathname).toBe('/library/parts/77');
    expect(rest).toMatchObject({ allParts: '1', 'X-Plex-Client-Identifier': 'me' });
  });

  it.each([
    ['77', {}],
    ['', { audioStreamId: '1' }],
    ['..', { audioStreamId: '1' }],
    ['77', { audioStreamId: '' }],
  ])('refuses part %j with %o', (part, choice) => {
    expect(() => streamChoiceUrl(connection, part, choice)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});

it('puts the choice, and rejects when the stream is not one of the file', async () => {
  const sent: string[] = [];
  const answering = (status: number) =>
    createPlexConnection({
      baseUrl: 'http://plex.test',
      fetch: async (url, init) => {
        sent.push(`${init?.method} ${new URL(String(url)).pathname}`);
        return new Response(null, { status });
      },
    });
  await sendStreamChoice(answering(200), '77', { audioStreamId: '12' });
  expect(sent).toEqual(['PUT /library/parts/77']);
  await expect(
    sendStreamChoice(answering(400), '77', { audioStreamId: '9' }),
  ).rejects.toMatchObject({
    code: 'rejected',
    status: 400,
  });
});
