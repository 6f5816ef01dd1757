import { isDolbyVisionOnly } from '../../plex/dolby-vision.ts';
import type { PlexDecision, PlexItem, TranscodeRequest } from '../../plex/index.ts';
import { whyUnplayable } from '../engine/direct-play/why-unplayable.ts';

/** What has to be asked for differently. */
export type Correction = Pick<
  TranscodeRequest,
  'directPlay' | 'directStream' | 'directStreamAudio'
>;

/**
 * What to ask for of an item that is known: no direct play of a file that this element does not play. With `hasMDE` the server takes
 * the client's word for it (Plex's API description).
 */
export function correctionFor(
  { ratingKey, mediaIndex = 0, partIndex = 0 }: TranscodeRequest,
  item: PlexItem | undefined,
  media: HTMLMediaElement,
): Correction | undefined {
  if (item?.ratingKey !== ratingKey) return undefined;
  const part = item.parts.find(
    (one) => one.mediaIndex === mediaIndex && one.partIndex === partIndex,
  );
  // What a decision converts is described as it is afterwards.
  if (!part || part.decision === 'transcode' || !whyUnplayable(media, part)) return undefined;
  return { directPlay: false };
}

/** What to ask for instead, where a decision is about media that do not play; `undefined` where it is right. */
export function correctionOf(
  decision: PlexDecision,
  { directPlay, directStream }: TranscodeRequest,
  media: HTMLMediaElement,
): Correction | undefined {
  const { outcome } = decision;
  if (outcome === 'directplay' && directPlay !== false && whyUnplayable(media, decision.part))
    return { directPlay: false };
  if (outcome === 'transcode' && directStream !== false && copiesDolbyVision(decision.part.streams))
    return { directStream: false };
  return undefined;
}

/** Client profiles have no words for it. */
function copiesDolbyVision(streams: PlexItem['parts'][number]['streams']): boolean {
  return streams.some((stream) => isDolbyVisionOnly(stream) && stream.decision !== 'transcode');
}
