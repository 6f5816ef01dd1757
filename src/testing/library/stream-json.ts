import type { ConvertedMedia } from '../decision/convert.ts';
import type { CatalogueLoudness } from '../media-catalogue.ts';
import type { ItemView, Json } from './item-view.ts';
import type { LibraryItem, LibraryVersion } from './library-item.ts';
import type { LibraryPart } from './library-part.ts';
import { displayTitle, extendedDisplayTitle, type LibraryStream } from './library-stream.ts';

const TYPES = { video: 1, audio: 2, subtitle: 3 } as const;

/** The streams of a file: in the metadata of its item, or in a decision for direct play. */
export function streamsJson(
  item: LibraryItem,
  version: LibraryVersion,
  part: LibraryPart,
  view: ItemView,
): Json[] {
  const { audio, subtitle } = view.choiceOf(part);
  const isDecision = view.verdict !== undefined;
  return part.streams.map((stream) => ({
    ...streamFields(version, stream, view),
    ...(stream.type === 'audio' && item.track?.loudness && loudness(item.track.loudness, view)),
    ...((stream === audio || stream === subtitle) && { selected: flag(isDecision) }),
    ...(view.verdict?.decision && { location: stream.external ? 'sidecar-subs' : 'direct' }),
    ...(isDecision && stream.external && { file: fileOf(item, stream) }),
  }));
}

/** The streams that a transcode yields: one picture and one sound, in segments of their own, and the chosen subtitles. */
export function convertedStreamsJson(
  item: LibraryItem,
  version: LibraryVersion,
  part: LibraryPart,
  view: ItemView,
  converted: ConvertedMedia,
): Json[] {
  const { audio, subtitle } = converted.streams;
  const isSegmented = converted.protocol !== 'http';
  const picture = part.streams.find(({ type }) => type === 'video');
  const { width, height } = converted;
  const rows: Json[] = [];
  if (picture && converted.video) {
    rows.push({
      ...streamFields(version, { ...picture, codec: converted.video.codec }, view, height),
      width,
      height,
      bitrate: converted.kbps,
      decision: converted.video.decision,
      location: isSegmented ? 'segments-video' : 'direct',
    });
  }
  if (audio) {
    rows.push({
      ...streamFields(version, { ...audio, codec: converted.audio.codec }, view),
      channels: 2,
      selected: flag(true),
      decision: converted.audio.decision,
      location: isSegmented ? 'segments-audio' : 'direct',
    });
  }
  if (subtitle && converted.subtitles !== 'none') {
    rows.push({
      ...streamFields(version, subtitle, view),
      selected: flag(true),
      ...SUBTITLES[converted.subtitles],
      ...(subtitle.external && converted.subtitles !== 'burn' && { file: fileOf(item, subtitle) }),
    });
  }
  return rows;
}

/** What a decision says about the chosen subtitles. */
const SUBTITLES = {
  burn: { burn: '1', decision: 'burn', location: 'segments-video' },
  sidecar: { decision: 'transcode', location: 'sidecar-subs' },
  ignore: { decision: 'ignore' },
} as const;

/** Plex writes a flag as true, 1 or "1", and leaves it out instead of false. */
function flag(isDecision: boolean): boolean | string {
  return isDecision ? '1' : true;
}

function streamFields(
  version: LibraryVersion,
  stream: LibraryStream,
  view: ItemView,
  shownHeight?: number,
): Json {
  const { id, type, codec, index, title, language, languageCode, languageTag } = stream;
  const isDecision = view.verdict !== undefined;
  const height = shownHeight ?? version.picture?.height ?? 0;
  const offset = view.offsetOf(id);
  return {
    id: isDecision ? id : Number(id),
    streamType: TYPES[type],
    codec,
    ...(index !== undefined && { index }),
    ...(type === 'video' && { width: version.picture?.width, height }),
    ...(type === 'audio' && { channels: stream.channels ?? 2, samplingRate: 48_000 }),
    title,
    displayTitle: displayTitle(stream, height),
    extendedDisplayTitle: extendedDisplayTitle(stream, height),
    language,
    languageCode,
    languageTag,
    ...(stream.external && { key: `/library/streams/${id}`, format: codec }),
    ...(offset !== 0 && { offset }),
    ...(stream.default && { default: flag(isDecision) }),
    ...(stream.forced && { forced: 1 }),
    ...(stream.hearingImpaired && { hearingImpaired: '1' }),
  };
}

function fileOf({ title }: LibraryItem, { languageTag = 'und', codec }: LibraryStream): string {
  return `/data/${title}.${languageTag}.${codec}`;
}

/** The levels, as texts. */
function loudness({ startRamp, endRamp, ...levels }: CatalogueLoudness, view: ItemView): Json {
  const texts = Object.entries(levels).map(([name, value]) => [name, value.toFixed(2)]);
  return { ...Object.fromEntries(texts), ...(view.ramps && { startRamp, endRamp }) };
}
