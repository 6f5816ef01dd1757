import type { PlexMediaType } from '../media-type.ts';
import type { PlexPart } from '../part.ts';

/** A limit for a conversion. Video has both figures: with the bitrate alone, servers keep the full resolution. */
export interface QualityStep {
  /** kbps. For music, of the sound. */
  readonly bitrateKbps: number;
  /** The box that the picture is made to fit, in pixels. Only for video. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The limits that Plex's own clients offer, from the largest on: bitrate in kbps, width and height in pixels. */
const videoSteps = [
  [20_000, 1920, 1080],
  [12_000, 1920, 1080],
  [10_000, 1920, 1080],
  [8_000, 1920, 1080],
  [4_000, 1280, 720],
  [3_000, 1280, 720],
  [2_000, 1280, 720],
  [1_500, 720, 480],
  [720, 576, 320],
  [320, 420, 240],
] as const;
const musicSteps = [320, 192, 128] as const;

type Source = Pick<PlexPart, 'bitrateKbps' | 'width' | 'height'>;

/**
 * The limits that make sense for a file, from the largest on: each has a lower bitrate than the file, and no larger picture. What
 * the server does not say of the file excludes nothing.
 */
export function qualitySteps(mediaType: PlexMediaType, source: Source): QualityStep[] {
  const isBelow = ({ bitrateKbps, width = 0, height = 0 }: QualityStep) =>
    bitrateKbps < (source.bitrateKbps || Number.POSITIVE_INFINITY) && fits(width, height, source);
  const steps: readonly QualityStep[] =
    mediaType === 'audio'
      ? musicSteps.map((bitrateKbps) => ({ bitrateKbps }))
      : videoSteps.map(([bitrateKbps, width, height]) => ({ bitrateKbps, width, height }));
  return steps.filter(isBelow);
}

/** Whether a picture of the file would not be enlarged in the box. A wide film is low, and an upright one narrow. */
function fits(width: number, height: number, source: Source): boolean {
  const { width: own, height: ownHeight } = source;
  if (!own && !ownHeight) return true;
  return width <= (own ?? 0) || height <= (ownHeight ?? 0);
}

/** The next lower limit of a file than the bitrate it comes with; `undefined` at the lowest. */
export function nextLowerStep(
  mediaType: PlexMediaType,
  source: Source,
  currentKbps: number = Number.POSITIVE_INFINITY,
): QualityStep | undefined {
  return qualitySteps(mediaType, source).find(({ bitrateKbps }) => bitrateKbps < currentKbps);
}
