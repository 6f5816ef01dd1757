import { isDolbyVisionOnly } from '../../../plex/dolby-vision.ts';
import type { PlexPart } from '../../../plex/index.ts';
import { fileTypes, firstAudio, mediaTypeOf } from './file-types.ts';

type Media = Pick<HTMLMediaElement, 'canPlayType'> & { readonly localName: string };

/**
 * Why the browser cannot play a file, or all of it: `undefined` where it can, and where the server tells too little. Browsers that
 * lack one codec of a file play the rest, silent or black, without an error.
 */
export function whyUnplayable(media: Media, part: PlexPart): string | undefined {
  const { streams } = part;
  const first = firstAudio(part);
  const selected = streams.find(({ kind, selected }) => kind === 'audio' && selected);
  if (selected && selected !== first)
    return 'Browsers play the first audio stream of a file, and another one is selected.';
  if (streams.some(isDolbyVisionOnly)) return 'Its picture is Dolby Vision without a standard one.';
  const { container, video, audio } = fileTypes(part, mediaTypeOf(media));
  if (!container || !knowsTypes(media)) return undefined;
  const types = combinations(video, audio).map((codecs) =>
    codecs.length > 0 ? `${container}; codecs="${codecs.join(', ')}"` : container,
  );
  if (types.some((type) => media.canPlayType(type) !== '')) return undefined;
  return `The browser does not play ${types[0]}.`;
}

/**
 * As {@link whyUnplayable}, by the decoders of the device, which `canPlayType` does not ask. Takes some milliseconds, so that it
 * runs beside the first request.
 */
export async function whyNotDecodable(media: Media, part: PlexPart): Promise<string | undefined> {
  const { container, video, audio } = fileTypes(part, mediaTypeOf(media));
  if (!container || !globalThis.navigator?.mediaCapabilities) return undefined;
  const { width = 1280, height = 720, bitrateKbps = 4_000 } = part;
  const { frameRate = 30 } = part.streams.find(({ kind }) => kind === 'video') ?? {};
  const size = { width, height, bitrate: bitrateKbps * 1_000, framerate: frameRate };
  const asAudio = container.replace('video/', 'audio/');
  const questions: [string, MediaDecodingConfiguration[]][] = [
    [
      'picture',
      video.map((codec) => ({
        type: 'file',
        video: { ...size, contentType: `${container}; codecs="${codec}"` },
      })),
    ],
    [
      'sound',
      audio
        .map((codec) => `${asAudio}; codecs="${codec}"`)
        // Some containers have no type for sound alone.
        .filter((type) => media.canPlayType(type) !== '')
        .map((contentType) => ({ type: 'file', audio: { contentType } })),
    ],
  ];
  for (const [what, configurations] of questions) {
    const answers = await Promise.all(configurations.map(isSupported));
    if (answers.length > 0 && answers.every((supported) => supported === false))
      return `This device does not decode the ${what} of ${container}: ${(what === 'picture' ? video : audio)[0]}.`;
  }
  return undefined;
}

/** Whether it tells what it plays. The elements of jsdom and happy-dom know no type. */
function knowsTypes(media: Media): boolean {
  return ['video/mp4', 'audio/mpeg'].some((type) => media.canPlayType(type) !== '');
}

async function isSupported(
  configuration: MediaDecodingConfiguration,
): Promise<boolean | undefined> {
  try {
    return (await navigator.mediaCapabilities.decodingInfo(configuration)).supported;
  } catch {
    // A configuration that the browser does not understand.
    return undefined;
  }
}

/** Each codec of one list with each of the other. */
function combinations(video: readonly string[], audio: readonly string[]): string[][] {
  const pictures = video.length > 0 ? video.map((codec) => [codec]) : [[]];
  return pictures.flatMap((picture) =>
    audio.length > 0 ? audio.map((codec) => [...picture, codec]) : [picture],
  );
}
