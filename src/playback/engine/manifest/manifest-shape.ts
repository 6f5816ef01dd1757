import type { Manifest } from './manifest.ts';

/**
 * What two manifests must share for the segments of one to continue in the buffers of the other: tracks and timing, not the
 * addresses.
 */
export function manifestShape({ sets }: Manifest): string {
  return JSON.stringify(
    sets.map(
      ({ attributes: { mimeType, codecs, width, height, audioSamplingRate }, representations }) => [
        { mimeType, codecs, width, height, audioSamplingRate },
        representations.map(({ id, attributes, template }) => {
          const { timescale, startNumber, presentationTimeOffset, segments } = template;
          return [id, attributes, timescale, startNumber, presentationTimeOffset, segments];
        }),
      ],
    ),
  );
}
