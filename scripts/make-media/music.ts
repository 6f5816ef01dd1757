import { join } from 'node:path';
import { encodeMp3, encodeOpus, writeWav } from './encode.ts';
import type { Album } from './songs.ts';
import { SAMPLE_RATE } from './sound/wave.ts';

/**
 * Renders an album and writes its songs: MP3 with tags, or, for file names with mp4, Opus in
 * fragments of a second, as a transcoding server would send it.
 */
export async function makeMusic(album: Album, work: string, target: string): Promise<void> {
  for (const [index, song] of album.songs.entries()) {
    const sound = song.compose();
    const source = await writeWav(sound, work, song.file);
    const file = join(target, song.file);
    if (song.file.endsWith('.mp4')) {
      await encodeOpus(source, Math.floor(sound.length / SAMPLE_RATE), song.kbps, file);
      continue;
    }
    const tags = {
      title: song.title,
      artist: album.artist,
      album: album.title,
      track: String(index + 1),
    };
    await encodeMp3(source, song.kbps, tags, file);
  }
}
