import type { ConvertedMedia } from '../decision/convert.ts';
import type { CatalogueLoudness } from '../media-catalogue.ts';
import type { ItemView, Json } from './item-view.ts';
import type { LibraryItem, LibraryPart } from './library-item.ts';
import {
  displayTitle,
  extendedDisplayTitle,
  type LibraryStream,
  type StreamChoice,
} from './library-stream.ts';

const TYPES = { video: 1, audio: 2, subtitle: 3 } as const;

/** The streams of a file: in the metadata of its item, or in a decision for direct play. */
export function streamsJson(item: LibraryItem, part: LibraryPart, view: ItemView): Json[] {
  const { audio, subtitle } = view.choiceOf(part);
  const isDecision = view.verdict !== undefined;
  return part.streams.map((stream) => ({
    ...streamFields(item, stream, isDecision),
    ...(stream.type === 'audio' && item.track?.loudness && loudness(item.track.loudness, view)),
    ...((stream === audio || stream === subtitle) && { selected: flag(isDecision) }),
    ...(view.verdict?.decision && { location: 'direct' }),
  }));
}

/** The streams that a transcode yields: one picture and one sound, in segments of their own. A subtitle may be in the picture. */
export function convertedStreamsJson(
  item: LibraryItem,
  part: LibraryPart,
  { audio, subtitle }: StreamChoice,
  converted: ConvertedMedia,
): Json[] {
  const isSegmented = converted.protocol !== 'http';
  const picture = part.streams.find(({ type }) => type === 'video');
  const { width, height } = converted;
  const rows: Json[] = [];
  if (picture && converted.video) {
    rows.push({
      ...streamFields(item, { ...picture, codec: converted.video.codec }, true, height),
      width,
      height,
      bitrate: converted.kbps,
      decision: converted.video.decision,
      location: isSegmented ? 'segments-video' : 'direct',
    });
  }
  if (audio) {
    rows.push({
      ...streamFields(item, { ...audio, codec: converted.audio.codec }, true),
      channels: 2,
      selected: flag(true),
      decision: converted.audio.decision,
      location: isSegmented ? 'segments-audio' : 'direct',
    });
  }
  if (subtitle && converted.burns) {
    const burned = { burn: '1', decision: 'burn', location: 'segments-video' };
    rows.push({ ...streamFields(item, subtitle, true), selected: flag(true), ...burned });
  }
  return rows;
}

/** Plex writes a flag as true, 1 or "1", and leaves it out instead of false. */
function flag(isDecision: boolean): boolean | string {
  return isDecision ? '1' : true;
}

function streamFields(
  item: LibraryItem,
  stream: LibraryStream,
  isDecision: boolean,
  shownHeight?: number,
): Json {
  const { id, type, codec, index, title, language, languageCode, languageTag } = stream;
  const height = shownHeight ?? item.video?.height ?? 0;
  return {
    id: isDecision ? id : Number(id),
    streamType: TYPES[type],
    codec,
    index,
    ...(type === 'video' && { width: item.video?.width, height }),
    ...(type === 'audio' && { channels: stream.channels ?? 2, samplingRate: 48_000 }),
    title,
    displayTitle: displayTitle(stream, height),
    extendedDisplayTitle: extendedDisplayTitle(stream, height),
    language,
    languageCode,
    languageTag,
    ...(stream.default && { default: flag(isDecision) }),
    ...(stream.forced && { forced: 1 }),
    ...(stream.hearingImpaired && { hearingImpaired: '1' }),
  };
}

/** The levels, as texts. */
function loudness({ startRamp, endRamp, ...levels }: CatalogueLoudness, view: ItemView): Json {
  const texts = Object.entries(levels).map(([name, value]) => [name, value.toFixed(2)]);
  return { ...Object.fromEntries(texts), ...(view.ramps && { startRamp, endRamp }) };
}
