import type { ItemView, Json, MediaVerdict } from './item-view.ts';
import type { LibraryItem, LibraryVersion } from './library-item.ts';
import type { LibraryPart } from './library-part.ts';
import { chaptersJson, markersJson } from './marker-json.ts';
import { convertedStreamsJson, streamsJson } from './stream-json.ts';

/** The time at which all items were added, in Unix seconds. */
export const ADDED_AT = 1_587_179_308;

/** One entry of `Metadata` for a video or a track. */
export function itemJson(item: LibraryItem, view: ItemView): Json {
  const { played, verdict } = view;
  const { video } = item;
  const versions = verdict ? [verdict.version] : item.versions;
  return {
    ratingKey: item.ratingKey,
    key: `/library/metadata/${item.ratingKey}`,
    guid: item.guid,
    type: video?.type ?? 'track',
    title: item.title,
    ...(video ? videoFields(item) : trackFields(item)),
    duration: item.durationMs,
    addedAt: ADDED_AT,
    updatedAt: Number(item.versions[0].parts[0].stamp),
    ...(played.viewOffset > 0 && { viewOffset: played.viewOffset }),
    ...(played.viewCount > 0 && { viewCount: played.viewCount }),
    ...(played.lastViewedAt > 0 && { lastViewedAt: Math.floor(played.lastViewedAt / 1000) }),
    ...(played.rating !== undefined && {
      userRating: played.rating,
      lastRatedAt: Math.floor(played.lastRatedAt / 1000),
    }),
    ...(view.form !== 'queue' && {
      Media: versions.map((version) => mediaJson(item, version, view)),
    }),
    ...(view.form !== 'list' && {
      ...(view.markers && video?.markers && { Marker: markersJson(video.markers) }),
      ...(view.chapters && video?.chapters && { Chapter: chaptersJson(item, video.chapters) }),
    }),
  };
}

function videoFields(item: LibraryItem): Json {
  const { video, ratingKey, versions } = item;
  const { stamp } = versions[0].parts[0];
  return {
    ...(item.place ? episodeFields(item.place) : section(1, 'Fitness')),
    summary: video?.summary,
    year: video?.year,
    thumb: `/library/metadata/${ratingKey}/thumb/${stamp}`,
    art: `/library/metadata/${ratingKey}/art/${stamp}`,
  };
}

/** What an episode says of its season (`parent`) and show (`grandparent`). */
function episodeFields({ show, season, index }: NonNullable<LibraryItem['place']>): Json {
  const poster = `/library/metadata/${show.ratingKey}/thumb/${ADDED_AT}`;
  return {
    ...section(3, 'Series'),
    parentRatingKey: season.ratingKey,
    parentKey: `/library/metadata/${season.ratingKey}`,
    parentTitle: season.title,
    parentIndex: season.index,
    grandparentRatingKey: show.ratingKey,
    grandparentKey: `/library/metadata/${show.ratingKey}`,
    grandparentTitle: show.title,
    index,
    parentThumb: poster,
    grandparentThumb: poster,
  };
}

function section(id: number, title: string): Json {
  return {
    librarySectionID: id,
    librarySectionKey: `/library/sections/${id}`,
    librarySectionTitle: title,
  };
}

function trackFields({ track, album, artistKey }: LibraryItem): Json {
  const cover = album && `/library/metadata/${album.ratingKey}/thumb/${ADDED_AT}`;
  const artist = album?.artist ?? track?.artist;
  return {
    ...section(2, 'Music'),
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

function mediaJson(item: LibraryItem, version: LibraryVersion, view: ItemView): Json {
  const { verdict } = view;
  const converted = verdict?.converted;
  const source = verdict?.source ?? version.parts[0];
  const codecOf = (type: string) => source.streams.find((stream) => stream.type === type)?.codec;
  const width = converted?.width ?? version.picture?.width;
  const height = converted?.height ?? version.picture?.height;
  // Of a decision the part that is played, which is one also where files are joined.
  const parts = verdict ? [verdict.source] : version.parts;
  return {
    id: idOf(version.id, verdict),
    duration: version.durationMs,
    bitrate: converted?.kbps ?? version.bitrateKbps,
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
    ...(version.title !== undefined && { title: version.title }),
    ...(version.proxyType !== undefined && { proxyType: version.proxyType }),
    ...(verdict?.decision && { selected: true }),
    ...(converted && { protocol: converted.protocol }),
    Part: parts.map((part) => partJson(item, version, part, view)),
  };
}

function partJson(
  item: LibraryItem,
  version: LibraryVersion,
  part: LibraryPart,
  view: ItemView,
): Json {
  const { verdict } = view;
  const converted = verdict?.converted;
  const container = converted?.container ?? part.container;
  const streams = converted
    ? convertedStreamsJson(item, version, part, view, converted)
    : streamsJson(item, version, part, view);
  return {
    id: idOf(part.partId, verdict),
    // A converted part has no file of its own.
    ...(!converted && {
      key: part.key,
      file: part.path ?? `/data/${item.title}.${part.container}`,
    }),
    duration: part.durationMs,
    ...(part.direct && !converted && { size: part.direct.size }),
    container,
    ...(part.previews !== undefined && { indexes: 'sd' }),
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
