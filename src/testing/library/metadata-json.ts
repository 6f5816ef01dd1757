import type { CatalogueAlbum, CataloguePlaylist } from '../media-catalogue.ts';
import type { LibraryItem } from './library-item.ts';
import type { PlayState } from './play-states.ts';

/** A JSON value of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** The time at which all items were added, in Unix seconds. */
const ADDED_AT = 1_587_179_308;

/** The fields that a decision adds to the media of an item. */
export interface MediaVerdict {
  readonly decision: 'directplay' | 'transcode';
  readonly protocol: string;
}

/** One entry of `Metadata` for a video or a track, with media, part and streams. */
export function itemJson(item: LibraryItem, played: PlayState, verdict?: MediaVerdict): Json {
  return {
    ratingKey: item.ratingKey,
    key: `/library/metadata/${item.ratingKey}`,
    guid: item.guid,
    type: item.video?.type ?? 'track',
    title: item.title,
    ...(item.video ? videoFields(item) : trackFields(item)),
    duration: item.durationMs,
    addedAt: ADDED_AT,
    updatedAt: Number(item.stamp),
    ...(played.viewOffset > 0 && { viewOffset: played.viewOffset }),
    ...(played.viewCount > 0 && { viewCount: played.viewCount }),
    ...(played.lastViewedAt > 0 && { lastViewedAt: Math.floor(played.lastViewedAt / 1000) }),
    Media: [mediaJson(item, verdict)],
  };
}

function videoFields({ video, ratingKey, stamp }: LibraryItem): Json {
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

function trackFields({ track, album }: LibraryItem): Json {
  const cover = album && `/library/metadata/${album.ratingKey}/thumb/${ADDED_AT}`;
  return {
    librarySectionID: 2,
    librarySectionKey: '/library/sections/2',
    librarySectionTitle: 'Music',
    parentRatingKey: track?.albumRatingKey,
    parentKey: `/library/metadata/${track?.albumRatingKey}`,
    parentTitle: album?.title,
    grandparentTitle: track?.artist,
    index: track?.index,
    parentIndex: 1,
    year: album?.year,
    thumb: cover,
    parentThumb: cover,
  };
}

function mediaJson(item: LibraryItem, verdict: MediaVerdict | undefined): Json {
  const converted = verdict?.decision === 'transcode';
  const container = !converted ? item.container : verdict.protocol === 'dash' ? 'mp4' : 'mp3';
  return {
    id: Number(item.partId) + 1,
    duration: item.durationMs,
    bitrate: item.bitrateKbps,
    container,
    ...(item.video && {
      width: item.video.width,
      height: item.video.height,
      aspectRatio: Math.round((item.video.width / item.video.height) * 100) / 100,
      videoResolution: String(item.video.height),
      videoCodec: videoCodec(item, converted),
      videoFrameRate: '24p',
    }),
    audioChannels: 2,
    audioCodec: audioCodec(item, converted),
    ...(verdict && { selected: true }),
    ...(converted && { protocol: verdict.protocol }),
    Part: [partJson(item, verdict, container)],
  };
}

function partJson(item: LibraryItem, verdict: MediaVerdict | undefined, container: string): Json {
  const converted = verdict?.decision === 'transcode';
  return {
    id: Number(item.partId),
    // A converted part has no file of its own.
    ...(!converted && { key: item.partKey, file: `/data/${item.title}.${item.container}` }),
    duration: item.durationMs,
    ...(item.direct && !converted && { size: item.direct.size }),
    container,
    ...(converted && { protocol: verdict.protocol }),
    ...(verdict && { decision: verdict.decision, selected: true }),
    Stream: streamsJson(item, verdict),
  };
}

function streamsJson(item: LibraryItem, verdict: MediaVerdict | undefined): Json[] {
  const converted = verdict?.decision === 'transcode';
  const location = verdict?.protocol === 'http' ? 'direct' : `segments-av`;
  const decided = converted
    ? { decision: 'transcode', location }
    : verdict
      ? { location: 'direct' }
      : {};
  const id = Number(item.partId) * 10;
  const sound = {
    id: id + 2,
    streamType: 2,
    codec: audioCodec(item, converted),
    index: item.video ? 1 : 0,
    channels: 2,
    language: 'English',
    languageCode: 'eng',
    default: true,
    selected: true,
    ...decided,
  };
  if (!item.video) return [sound];
  const picture = {
    id: id + 1,
    streamType: 1,
    codec: videoCodec(item, converted),
    index: 0,
    width: item.video.width,
    height: item.video.height,
    default: true,
    ...decided,
  };
  return [picture, sound];
}

function videoCodec(item: LibraryItem, converted: boolean): string {
  return converted ? 'vp9' : item.direct ? 'h264' : 'hevc';
}

function audioCodec(item: LibraryItem, converted: boolean): string {
  if (converted) return item.dash ? 'opus' : 'mp3';
  if (item.track) return item.container;
  return item.direct ? 'aac' : 'dca';
}

export function albumJson(album: CatalogueAlbum): Json {
  const cover = `/library/metadata/${album.ratingKey}/thumb/${ADDED_AT}`;
  return {
    ratingKey: album.ratingKey,
    key: `/library/metadata/${album.ratingKey}/children`,
    guid: `plex://album/coplay-${album.ratingKey}`,
    type: 'album',
    title: album.title,
    parentTitle: album.artist,
    librarySectionID: 2,
    year: album.year,
    leafCount: album.tracks.length,
    thumb: cover,
    addedAt: ADDED_AT,
    updatedAt: ADDED_AT,
  };
}

export function playlistJson(playlist: CataloguePlaylist, durationMs: number): Json {
  return {
    ratingKey: playlist.ratingKey,
    key: `/playlists/${playlist.ratingKey}/items`,
    guid: `com.plexapp.agents.none://coplay-${playlist.ratingKey}`,
    type: 'playlist',
    title: playlist.title,
    smart: false,
    playlistType: 'audio',
    leafCount: playlist.items.length,
    duration: durationMs,
    addedAt: ADDED_AT,
    updatedAt: ADDED_AT,
  };
}
