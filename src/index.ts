/**
 * `coplay`: React players for Plex that play together.
 *
 * Put a `PlexProvider` around `SinglePlayer`, `CompositePlayer` and `MusicPlayer`, and import `coplay/styles.css` once. The
 * parts and hooks they are made of are exported too.
 */
export { Artwork, type ArtworkProps, type ArtworkState } from './components/Artwork/Artwork.tsx';
export {
  CompositePlayer,
  type CompositePlayerProps,
  type CompositePlayerState,
} from './components/CompositePlayer/CompositePlayer.tsx';
export type { Overlay, OverlayItem } from './components/CompositePlayer/overlay.ts';
export {
  ErrorNotice,
  type ErrorNoticeProps,
  type ErrorNoticeState,
} from './components/ErrorNotice/ErrorNotice.tsx';
export {
  FullscreenButton,
  type FullscreenButtonProps,
  type FullscreenButtonState,
} from './components/FullscreenButton/FullscreenButton.tsx';
export {
  LiveRegion,
  type LiveRegionProps,
  type LiveRegionState,
} from './components/LiveRegion/LiveRegion.tsx';
export {
  MediaSurface,
  type MediaSurfaceProps,
  type MediaSurfaceState,
} from './components/MediaSurface/MediaSurface.tsx';
export { MusicPlayer, type MusicPlayerProps } from './components/MusicPlayer/MusicPlayer.tsx';
export type {
  TrackChangeDetails,
  TrackChangeReason,
} from './components/MusicPlayer/useMusicPlayback.ts';
export type { MediaEventProps } from './components/Part/media-events.ts';
export type { PartProps } from './components/Part/part-props.ts';
export {
  PlayButton,
  type PlayButtonProps,
  type PlayButtonState,
} from './components/PlayButton/PlayButton.tsx';
export type { PlayerFrameState } from './components/PlayerFrame/frame-state.ts';
export { PlayerFrame, type PlayerFrameProps } from './components/PlayerFrame/PlayerFrame.tsx';
export { type Language, useLanguage } from './components/PlexProvider/messages-context.ts';
export { PlexProvider, type PlexProviderProps } from './components/PlexProvider/PlexProvider.tsx';
export type { PlayerProps } from './components/player-props.ts';
export { SeekBar, type SeekBarProps, type SeekBarState } from './components/SeekBar/SeekBar.tsx';
export { SinglePlayer, type SinglePlayerProps } from './components/SinglePlayer/SinglePlayer.tsx';
export {
  StatusOverlay,
  type StatusOverlayProps,
  type StatusOverlayState,
} from './components/StatusOverlay/StatusOverlay.tsx';
export {
  TimeDisplay,
  type TimeDisplayProps,
  type TimeDisplayState,
} from './components/TimeDisplay/TimeDisplay.tsx';
export {
  TrackList,
  type TrackListProps,
  type TrackListState,
} from './components/TrackList/TrackList.tsx';
export {
  VolumeControl,
  type VolumeControlProps,
  type VolumeControlState,
} from './components/VolumeControl/VolumeControl.tsx';
export { usePlayer } from './hooks/player-context.ts';
export { type UseArtworkOptions, useArtwork } from './hooks/useArtwork.ts';
export { type UseItemOptions, type UseItemResult, useItem } from './hooks/useItem.ts';
export { useMedia } from './hooks/useMedia.ts';
export { type UsePlaybackOptions, usePlayback } from './hooks/usePlayback.ts';
export {
  type UsePlexClientSessionOptions,
  usePlexClientSession,
} from './hooks/usePlexClientSession.ts';
export { type UseQueueOptions, type UseQueueResult, useQueue } from './hooks/useQueue.ts';
export { type Corner, english, type Messages } from './i18n/messages.ts';
export type { BufferedRange, MediaState, PlayerStatus } from './playback/core/media-state.ts';
export type { PlayableMedia } from './playback/core/playable-media.ts';
export { PlaybackError, type PlaybackErrorCode } from './playback/core/playback-error.ts';
export type { ReadableStore } from './playback/core/store.ts';
export type { StreamLimits } from './playback/core/stream-limits.ts';
export type { Player } from './playback/player/player.ts';
export type {
  ChangeCause,
  PlayerOptions,
  VolumeChangeDetails,
  VolumeChangeReason,
} from './playback/player/player-options.ts';
export type { Preload } from './playback/player/preload.ts';
export { preloadEngine } from './playback/player/preload-engine.ts';
export type { QueueEntry, QueueSource, QueueState } from './playback/queue/queue.ts';
export {
  createPlexConnection,
  type MediaUrlGenerated,
  type PlaybackIds,
  type PlexConnection,
  type PlexConnectionLike,
  type PlexConnectionOptions,
  PlexError,
  type PlexErrorCode,
  type PlexEvent,
  type PlexEventListener,
  type PlexItem,
  type PlexMediaType,
} from './plex/index.ts';
