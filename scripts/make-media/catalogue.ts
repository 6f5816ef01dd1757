import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Catalogue,
  CatalogueTrack,
  CatalogueVideo,
} from '../../src/testing/media-catalogue.ts';
import { describeChoices } from './choices/describe-choices.ts';
import type { Film } from './films.ts';
import { fragmentStarts } from './fragments.ts';
import type { Library } from './library.ts';
import { mp3Seconds } from './mp3.ts';
import type { Album, Song } from './songs.ts';

async function sizeOf(folder: string, file: string): Promise<number> {
  return (await stat(join(folder, file))).size;
}

function kbps(bytes: number, milliseconds: number): number {
  return Math.round((bytes * 8) / milliseconds);
}

async function video(film: Film, folder: string): Promise<CatalogueVideo> {
  const { scene, cut, ...facts } = film;
  const durationMs = cut.seconds * 1000;
  const shared = { ...facts, durationMs, width: 640 * cut.scale, height: 360 * cut.scale };
  if (!scene) return { ...shared, bitrateKbps: 1200, refused: true };
  if (scene.delivery === 'direct') {
    const file = `${scene.name}.mp4`;
    const size = await sizeOf(folder, file);
    return {
      ...shared,
      bitrateKbps: kbps(size, durationMs),
      direct: { file, container: 'mp4', size },
    };
  }
  const dash = { video: `${scene.name}.video.mp4`, audio: `${scene.name}.audio.mp4` };
  const size = (await sizeOf(folder, dash.video)) + (await sizeOf(folder, dash.audio));
  return { ...shared, bitrateKbps: kbps(size, durationMs), dash };
}

async function track(
  song: Song,
  album: Album,
  index: number,
  folder: string,
): Promise<CatalogueTrack> {
  const { ratingKey, title, partId, stamp, file } = song;
  const bytes = await readFile(join(folder, file));
  const shared = {
    ...{ ratingKey, title, partId, stamp, index },
    ...{ artist: album.artist, albumRatingKey: album.ratingKey },
  };
  if (file.endsWith('.mp3')) {
    const durationMs = Math.round(mp3Seconds(bytes) * 1000);
    const direct = { file, container: 'mp3', size: bytes.length } as const;
    return { ...shared, durationMs, bitrateKbps: kbps(bytes.length, durationMs), direct };
  }
  const durationMs = fragmentStarts(bytes).length * 1000;
  return {
    ...shared,
    durationMs,
    bitrateKbps: kbps(bytes.length, durationMs),
    dash: { audio: file },
  };
}

/** Creates the catalogue of a folder: durations, sizes and bit rates are read from its files. */
export async function describeLibrary(library: Library, folder: string): Promise<Catalogue> {
  const tracks: CatalogueTrack[] = [];
  for (const album of library.albums) {
    for (const [index, song] of album.songs.entries()) {
      tracks.push(await track(song, album, index + 1, folder));
    }
  }
  const choices = describeChoices(library.choices, await sizeOf(folder, 'two-shores.mp4'));
  return {
    videos: [
      ...(await Promise.all(library.films.map((film) => video(film, folder)))),
      ...choices.videos,
    ],
    tracks,
    albums: library.albums.map(({ songs, ...album }) => ({
      ...album,
      tracks: songs.map(({ ratingKey }) => ratingKey),
    })),
    playlists: [library.playlist],
    shows: choices.shows,
  };
}
