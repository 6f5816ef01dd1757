import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const { get } = testServer();
const transcoded = (query: Record<string, string>) =>
  get(`/photo/:/transcode?${new URLSearchParams(query)}`);
const URL_OF_COVER = '/library/metadata/140610/thumb/1';

describe('a picture', () => {
  it.each([
    '/library/metadata/662548/thumb/1700000001',
    URL_OF_COVER,
    '/photo/:/transcode?width=100&url=%2Flibrary%2Fmetadata%2F662548%2Fart%2F1',
  ])('is sent for %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    expect(await answer.text()).toContain('PNG');
  });

  it.each([
    ['a size', { url: URL_OF_COVER, width: '96', height: '96', minSize: '1', upscale: '0' }, 200],
    ['the address of the server', { url: `http://127.0.0.1:32400${URL_OF_COVER}` }, 200],
    ['no url', { width: '96' }, 400],
    ['a width of zero', { url: URL_OF_COVER, width: '0' }, 400],
    ['a width that is no number', { url: URL_OF_COVER, width: '96px' }, 400],
    ['a fraction of a pixel', { url: URL_OF_COVER, height: '96.5' }, 400],
    ['another minSize', { url: URL_OF_COVER, minSize: 'yes' }, 400],
    ['an unknown item', { url: '/library/metadata/1/thumb/1' }, 404],
    ['something that is no picture', { url: '/identity' }, 404],
  ])('of the transcoder with %s answers %j: %i', async (_, query, status) => {
    expect((await transcoded(query)).status).toBe(status);
  });
});
