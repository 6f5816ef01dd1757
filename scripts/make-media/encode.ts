import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cut } from './films.ts';
import { requireSeconds } from './fragments.ts';
import { wav } from './sound/wav.ts';
import type { Studio } from './studio.ts';
import { run } from './tools.ts';

export const FRAMES_PER_SECOND = 25;

const QUIET = ['-hide_banner', '-loglevel', 'error', '-y'];
/** No dates, versions or seeds in the files: the same input gives the same bytes. */
const PLAIN = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];
const FRAGMENTED = '+empty_moov+default_base_moof+skip_trailer';

/** Draws the frames of a film into a lossless file, which the encoder reads twice. */
export async function drawFilm(
  studio: Studio,
  scene: string,
  cut: Cut,
  folder: string,
): Promise<string> {
  const file = join(folder, `${scene}-${cut.scale}-${cut.seconds}.mkv`);
  async function* frames(): AsyncGenerator<Uint8Array> {
    for (let second = 0; second < cut.seconds; second += 1) {
      const moments = Array.from(
        { length: FRAMES_PER_SECOND },
        (_, frame) => second + frame / FRAMES_PER_SECOND,
      );
      yield* await studio.draw(scene, moments, cut.scale);
    }
  }
  const input = [
    '-f',
    'image2pipe',
    '-c:v',
    'png',
    '-framerate',
    String(FRAMES_PER_SECOND),
    '-i',
    '-',
  ];
  await run('ffmpeg', [...QUIET, ...input, '-c:v', 'copy', file], frames());
  return file;
}

/** VP9 in two passes, with exactly one key frame each second. */
export async function encodeVideo(drawn: string, cut: Cut, target: string): Promise<void> {
  const every = String(FRAMES_PER_SECOND);
  const common = [
    ...[
      '-i',
      drawn,
      '-an',
      '-c:v',
      'libvpx-vp9',
      '-b:v',
      `${cut.videoKbps}k`,
      '-g',
      every,
      '-keyint_min',
      every,
    ],
    ...[
      '-vf',
      'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p',
    ],
    ...[
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
      '-color_range',
      'tv',
    ],
    ...[
      '-auto-alt-ref',
      '1',
      '-lag-in-frames',
      '25',
      '-deadline',
      'good',
      '-tune-content',
      'default',
    ],
    ...['-passlogfile', `${drawn}.log`, ...PLAIN],
  ];
  await run('ffmpeg', [...QUIET, ...common, '-cpu-used', '4', '-pass', '1', '-f', 'null', '-']);
  await run('ffmpeg', [
    ...QUIET,
    ...common,
    '-cpu-used',
    '0',
    '-pass',
    '2',
    '-movflags',
    `${FRAGMENTED}+frag_keyframe`,
    target,
  ]);
  requireSeconds(target, await readFile(target), cut.seconds);
}

/** Writes a sound as WAV into the folder, for an encoder to read. */
export async function writeWav(sound: Float32Array, folder: string, name: string): Promise<string> {
  const file = join(folder, `${name}.wav`);
  await writeFile(file, wav(sound));
  return file;
}

/** Opus in fragments of one second: 50 packets of 20 ms each. */
export async function encodeOpus(
  source: string,
  seconds: number,
  kbps: number,
  target: string,
): Promise<void> {
  // The encoder adds 6.5 ms at the start. Cut the end, which would need one more fragment.
  const length = String(seconds - 0.02);
  const codec = [
    '-c:a',
    'libopus',
    '-b:a',
    `${kbps}k`,
    '-vbr',
    'constrained',
    '-application',
    'audio',
    '-frame_duration',
    '20',
  ];
  await run('ffmpeg', [
    ...[...QUIET, '-i', source, '-t', length, ...codec, '-ac', '1', ...PLAIN],
    ...['-movflags', FRAGMENTED, '-frag_duration', '1000000', target],
  ]);
  requireSeconds(target, await readFile(target), seconds);
}

/** MP3 of constant bit rate with an Info tag that has the encoder's delay and padding. */
export async function encodeMp3(
  source: string,
  kbps: number,
  tags: Readonly<Record<string, string>>,
  target: string,
): Promise<void> {
  const codec = [
    '-c:a',
    'libmp3lame',
    '-b:a',
    `${kbps}k`,
    '-ar',
    '44100',
    '-ac',
    '1',
    '-compression_level',
    '0',
  ];
  const labels = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
  await run('ffmpeg', [
    ...[...QUIET, '-i', source, ...codec, '-map_metadata', '-1', ...labels],
    ...['-write_xing', '1', '-id3v2_version', '3', target],
  ]);
}

/** One MP4 with a picture, one or more sounds, and the index at the start, so that it plays while it loads. */
export async function joinProgressive(
  video: string,
  sources: readonly string[],
  kbps: number,
  target: string,
): Promise<void> {
  const inputs = [video, ...sources];
  await run('ffmpeg', [
    ...[...QUIET, ...inputs.flatMap((file) => ['-i', file])],
    ...inputs.flatMap((_, at) => ['-map', `${at}:0`]),
    ...['-c:v', 'copy', '-c:a', 'libopus', '-b:a', `${kbps}k`, '-vbr', 'constrained', '-ac', '1'],
    ...['-shortest', ...PLAIN, '-movflags', '+faststart', target],
  ]);
}
