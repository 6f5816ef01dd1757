import { describe, expect, it } from 'vitest';
import { createPlexServer } from './index.ts';
import { listBoxes } from './media/boxes.ts';

const LABELS = 'X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c&X-Plex-Session-Identifier=p';

/** The server with its default options and the media of the package. */
describe('a server without options', () => {
  const server = createPlexServer();
  const get = (path: string) => server.fetch(new Request(`http://plex.test${path}`));

  it('plays a film by DASH to its last segment', async () => {
    const query = `path=/library/metadata/662548&protocol=dash&session=t&${LABELS}`;
    await get(`/video/:/transcode/universal/decision?${query}`);
    const mpd = await (await get(`/video/:/transcode/universal/start.mpd?${query}`)).text();
    const seconds = Number(/mediaPresentationDuration="PT([\d.]+)S"/.exec(mpd)?.[1]);
    expect(seconds).toBeGreaterThanOrEqual(10);
    expect(mpd).toMatch(/codecs="vp09\.\d\d\.\d\d\.\d\d"/);
    expect(mpd).toContain('codecs="opus"');
    for (const track of ['0', '1']) {
      const types = async (name: string) => {
        const answer = await get(`/video/:/transcode/universal/session/t/${track}/${name}`);
        return listBoxes(new Uint8Array(await answer.arrayBuffer())).map(({ type }) => type);
      };
      expect(await types('header')).toEqual(['ftyp', 'moov']);
      for (let n = 0; n < seconds; n += 1)
        expect(await types(`${n}.m4s`)).toEqual(['moof', 'mdat']);
    }
  });

  it('plays a track directly', async () => {
    const query = `path=/library/metadata/140611&protocol=http&directPlay=1&${LABELS}`;
    await get(`/music/:/transcode/universal/decision?${query}`);
    const answer = await get(`/library/parts/145739/1587179308/file.mp3?${LABELS}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('audio/mpeg');
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  it('shares no state with another server', async () => {
    const other = createPlexServer();
    await other.fetch(new Request(`http://plex.test/library?${LABELS}`));
    expect(other.snapshot().devices).toHaveLength(1);
    expect(other.snapshot().resources).toEqual([]);
    const named = createPlexServer({ machineIdentifier: 'mine' });
    const identities = [server, other, named].map(async (one) =>
      (await one.fetch(new Request('http://plex.test/identity'))).text(),
    );
    expect(new Set(await Promise.all(identities)).size).toBe(3);
    expect(await identities[2]).toContain('machineIdentifier="mine"');
  });
});
