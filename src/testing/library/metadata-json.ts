import type { ItemView, Json, MediaVerdict } from './item-view.ts';
import type { LibraryItem, LibraryPart } from './library-item.ts';
import { convertedStreamsJson, streamsJson } from './stream-json.ts';

/** The time at which all items were added, in Unix seconds. */
export const ADDED_AT = 1_587_179_308;

/** One entry of `Metadata` for a video or a track. */
export function itemJson(item: LibraryItem, view: ItemView): Json {
  const { played } = view;
  return {
    ratingKey: item.ratingKey,
    key: `/library/metadata/${item.ratingKey}`,
    guid: item.guid,
    type: item.video?.type ?? 'track',
    title: item.title,
    ...(item.video ? videoFields(item) : trackFields(item)),
    duration: item.durationMs,
    addedAt: ADDED_AT,
    updatedAt: Number(item.parts[0].stamp),
    ...(played.viewOffset > 0 && { viewOffset: played.viewOffset }),
    ...(played.viewCount > 0 && { viewCount: played.viewCount }),
    ...(played.lastViewedAt > 0 && { lastViewedAt: Math.floor(played.lastViewedAt / 1000) }),
    ...(played.rating !== undefined && {
      userRating: played.rating,
      lastRatedAt: Math.floor(played.lastRatedAt / 1000),
    }),
    ...(view.form !== 'queue' && { Media: [mediaJson(item, view)] }),
  };
}

function videoFields({ video, ratingKey, parts }: LibraryItem): Json {
  const { stamp } = parts[0];
  return {
    librarySectionID: 1,
    librarySectionKey: '/library/sections/1',
    librarySectionTitle: 'Fitness',
    summary: video?.summary,
    year: video?.year,
    thumb: `/library/metadata/${ratingKey}/thumb/${stamp}`,
    art: `/library/metadata/${ratingKey}/art/${stamp}`,
  };
}

function trackFields({ track, album, artistKey }: LibraryItem): Json {
  const cover = album && `/library/metadata/${album.ratingKey}/thumb/${ADDED_AT}`;
  const artist = album?.artist ?? track?.artist;
  return {
    librarySectionID: 2,
    librarySectionKey: '/library/sections/2',
    librarySectionTitle: 'Music',
    parentRatingKey: track?.albumRatingKey,
    parentKey: `/library/metadata/${track?.albumRatingKey}`,
    parentTitle: album?.title,
    ...(artistKey !== undefined && {
      grandparentRatingKey: artistKey,
      grandparentKey: `/library/metadata/${artistKey}`,
    }),
    grandparentTitle: artist,
    ...(track?.artist !== artist && { originalTitle: track?.artist }),
    index: track?.index,
    parentIndex: track?.disc ?? 1,
    year: album?.year,
    thumb: cover,
    parentThumb: cover,
  };
}

function mediaJson(item: LibraryItem, view: ItemView): Json {
  const { verdict } = view;
  const converted = verdict?.converted;
  const source = verdict?.source ?? item.parts[0];
  const codecOf = (type: string) => source.streams.find((stream) => stream.type === type)?.codec;
  const width = converted?.width ?? item.video?.width;
  const height = converted?.height ?? item.video?.height;
  // Of a decision the part that is played, which is one also where files are joined.
  const parts = verdict ? [verdict.source] : item.parts;
  return {
    id: idOf(String(Number(item.parts[0].partId) + 1), verdict),
    duration: item.durationMs,
    bitrate: converted?.kbps ?? item.bitrateKbps,
    container: converted?.container ?? source.container,
    ...(width !== undefined &&
      height !== undefined && {
        width,
        height,
        aspectRatio: Math.round((width / height) * 100) / 100,
        videoResolution: String(height),
        videoCodec: converted?.video?.codec ?? codecOf('video'),
        videoFrameRate: '24p',
      }),
    audioChannels: converted ? 2 : (view.choiceOf(source).audio?.channels ?? 2),
    audioCodec: converted?.audio.codec ?? view.choiceOf(source).audio?.codec,
    ...(verdict?.decision && { selected: true }),
    ...(converted && { protocol: converted.protocol }),
    Part: parts.map((part) => partJson(item, part, view)),
  };
}

function partJson(item: LibraryItem, part: LibraryPart, view: ItemView): Json {
  const { verdict } = view;
  const converted = verdict?.converted;
  const container = converted?.container ?? part.container;
  const streams = converted
    ? convertedStreamsJson(item, part, view.choiceOf(part), converted)
    : streamsJson(item, part, view);
  return {
    id: idOf(part.partId, verdict),
    // A converted part has no file of its own.
    ...(!converted && { key: part.key, file: `/data/${item.title}.${part.container}` }),
    duration: part.durationMs,
    ...(part.direct && !converted && { size: part.direct.size }),
    container,
    ...(view.checkFiles && { accessible: !part.isMissing, exists: !part.isMissing }),
    ...(converted && { protocol: converted.protocol }),
    ...(verdict?.decision && { decision: verdict.decision, selected: true }),
    ...(view.form !== 'list' && { Stream: streams }),
  };
}

/** An id is a number in metadata, and a text in a decision. */
function idOf(id: string, verdict: MediaVerdict | undefined): string | number {
  return verdict ? id : Number(id);
}
