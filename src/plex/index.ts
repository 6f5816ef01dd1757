/**
 * `coplay/plex`: the protocol of a Plex Media Server, for players and for backends.
 *
 * Identities, URLs, decisions, timeline reports, typed errors and events. It needs no React and no DOM: it runs in browsers,
 * in workers and in Node 20 and newer. Importing it has no effect, and it keeps no state between calls.
 */
export {
  classifyStatus,
  isDenial,
  isTransient,
  type StatusClass,
  type StatusFacts,
} from './classify-status.ts';
export { clientProfileExtra, type StreamProtocol } from './client-profile.ts';
export {
  createPlexConnection,
  type PlexConnection,
  type PlexConnectionLike,
  type PlexConnectionOptions,
  type PlexRequestInit,
} from './connection.ts';
export { createPlaybackIds } from './create-playback-ids.ts';
export {
  type DecisionCode,
  type DecisionCodes,
  type PlexDecision,
  parseDecision,
  refusedError,
  requestDecision,
} from './decision.ts';
export { isPlexError, PlexError, type PlexErrorCode, type PlexErrorOptions } from './errors.ts';
export {
  type EmitOptions,
  emitPlexEvent,
  type MediaUrlGenerated,
  type PlaybackSubject,
  type PlexEvent,
  type PlexEventListener,
  type PlexEventName,
  redactEvent,
} from './events.ts';
export { clientIdentifier, sanitizePlexClientSession, sanitizeRole } from './identifiers.ts';
export {
  type IdentityStorage,
  type InstallId,
  type InstallIdPorts,
  readInstallId,
} from './install-id.ts';
export type { PlexChapter, PlexItem, PlexMarker } from './item.ts';
export type { FailedBatch, ItemBatches } from './item-batches.ts';
export type { LockPort } from './lock-wait.ts';
export type { PlexMediaType } from './media-type.ts';
export {
  dashStartUrl,
  decisionUrl,
  mediaUrlGenerated,
  musicStartUrl,
  partUrl,
} from './media-urls.ts';
export {
  childrenUrl,
  fetchChildren,
  fetchItem,
  fetchItemBatches,
  fetchItems,
  fetchPlaylistItems,
  type LibraryCallOptions,
  metadataUrl,
  playlistItemsUrl,
} from './metadata.ts';
export { parseItem, parseItems } from './parse-items.ts';
export type { PartDecision, PlexPart, PlexStream, StreamDecision } from './part.ts';
export { encodeQuery, type PlexQuery, percentEncode } from './percent-encode.ts';
export { idsQuery, type PlaybackIds, renewTranscodeId } from './playback-ids.ts';
export { createRandomId, type RandomBytes } from './random-id.ts';
export { redact } from './redact.ts';
export {
  leaseRoleSlot,
  type RoleSlot,
  type RoleSlotFallback,
  type RoleSlotOptions,
} from './role-slot.ts';
export { isSameConnection } from './same-connection.ts';
export {
  type PlexCallOptions,
  parseTimelineAnswer,
  reportTimeline,
  type TimelineAnswer,
} from './timeline.ts';
export { type TimelineReport, type TimelineState, timelineUrl } from './timeline-url.ts';
export { pingUrl, sendPing, sendStop, stopUrl } from './transcode-job.ts';
export { type SubtitleMode, type TranscodeRequest, transcodeQuery } from './transcode-query.ts';
export { scrobbleUrl, sendScrobble, sendUnscrobble, unscrobbleUrl } from './watched.ts';
