import { describe, expect, it } from 'vitest';
import { readFileCatalogue } from '../../../scripts/file-catalogue.ts';
import { createPlexServer } from '../create-plex-server.ts';
import { readFragmentedFile } from '../media/fragmented-file.ts';
import { smallCatalogue } from '../small-media/small-catalogue.ts';
import { CHOICE_ITEMS, withChoiceItems } from './choice-items.ts';
import { withManyTracks } from './many-tracks.ts';
import { SPECIAL, withSpecialItems } from './special-items.ts';

const catalogues = [
  ['of the package', async () => smallCatalogue(), 6],
  ['of the repository', readFileCatalogue, 20],
] as const;

describe.each(catalogues)('the special items beside the media %s', (_, read, seconds) => {
  it('play files that are there', async () => {
    const plain = await read();
    const catalogue = withSpecialItems(plain);
    const added = catalogue.videos.slice(plain.videos.length);
    expect(added).toHaveLength(7);
    for (const { parts, ...video } of added) {
      for (const { dash, direct, durationMs } of parts ?? [video]) {
        if (direct) expect((await catalogue.read(direct.file)).byteLength).toBe(direct.size);
        if (!dash) continue;
        const { segments } = readFragmentedFile(await catalogue.read(dash.video));
        expect(segments.length * 1000).toBeGreaterThanOrEqual(durationMs);
      }
    }
  });

  it('have a split film of two parts of the same length, and the segments of both together', async () => {
    const { videos, read: readFile } = withSpecialItems(await read());
    const film = videos.find(({ ratingKey }) => ratingKey === SPECIAL.splitFilm);
    expect(film?.parts?.map(({ durationMs }) => durationMs)).toEqual([
      seconds * 1000,
      seconds * 1000,
    ]);
    const { segments } = readFragmentedFile(await readFile(film?.dash?.video ?? ''));
    expect(segments.length).toBeGreaterThanOrEqual(2 * seconds);
  });

  it('vary the film with choices, and read what they name', async () => {
    const catalogue = withChoiceItems(withSpecialItems(await read()));
    const keys: readonly string[] = Object.values(CHOICE_ITEMS);
    const added = catalogue.videos.filter(({ ratingKey }) => ratingKey.startsWith('6700'));
    expect(added).toHaveLength(7 + 5 + 3);
    const varied = added.filter(({ ratingKey }) => keys.includes(ratingKey));
    const streams = varied.flatMap((video) => video.streams ?? []);
    const named = [
      ...varied.flatMap(({ previews, dash }) => [previews, dash?.video, dash?.audio]),
      ...streams.flatMap(({ text, dash, burned = [] }) => [text, dash, ...burned]),
    ];
    for (const file of new Set(named)) {
      if (file === undefined) continue;
      if (file.endsWith('/gone')) await expect(catalogue.read(file)).rejects.toThrow();
      else expect(await catalogue.read(file)).toBeInstanceOf(Uint8Array);
    }
  });

  it('have keys of their own', async () => {
    const {
      videos,
      tracks,
      albums,
      playlists,
      shows = [],
    } = withManyTracks(withChoiceItems(withSpecialItems(await read())), 50);
    const seasons = shows.flatMap((show) => show.seasons);
    const keys = [...videos, ...tracks, ...albums, ...playlists, ...shows, ...seasons].map(
      ({ ratingKey }) => ratingKey,
    );
    expect(new Set(keys).size).toBe(keys.length);
    const parts = [
      ...videos.flatMap(({ parts = [], partId, versions = [] }) => [
        ...(parts.length > 0 ? parts.map((part) => part.partId) : [partId]),
        ...versions.map((version) => version.partId),
      ]),
      ...tracks.map(({ partId }) => partId),
    ];
    expect(new Set(parts).size).toBe(parts.length);
  });
});

it('a catalogue without media gets no special items and no tracks', () => {
  const read = () => Promise.reject(new Error('no file'));
  const empty = { videos: [], tracks: [], albums: [], playlists: [], read };
  const special = withSpecialItems(empty);
  expect([special.videos, special.tracks, special.albums, special.playlists]).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(withChoiceItems(empty).videos).toEqual([]);
  expect(withManyTracks(empty, 10).tracks).toEqual([]);
});

it.each([{ specialItems: 1 }, { manyTracks: -1 }, { manyTracks: 2.5 }])(
  'the options refuse %j',
  (options) => {
    expect(() => createPlexServer(options as never)).toThrow(RangeError);
  },
);
