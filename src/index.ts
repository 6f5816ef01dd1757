/**
 * `coplay`: React players for Plex that play together.
 *
 * Put a `PlexProvider` around `SinglePlayer`, `CompositePlayer` and `MusicPlayer`, and import `coplay/styles.css` once.
 * The parts and hooks they are made of are here too.
 */
export { Artwork, type ArtworkProps } from './components/Artwork/Artwork.tsx';
export {
  CompositePlayer,
  type CompositePlayerProps,
} from './components/CompositePlayer/CompositePlayer.tsx';
export type { Overlay, OverlayItem } from './components/CompositePlayer/overlay.ts';
export {
  FullscreenButton,
  type FullscreenButtonProps,
} from './components/FullscreenButton/FullscreenButton.tsx';
export { MediaSurface, type MediaSurfaceProps } from './components/MediaSurface/MediaSurface.tsx';
export { MusicPlayer, type MusicPlayerProps } from './components/MusicPlayer/MusicPlayer.tsx';
export { PlayButton, type PlayButtonProps } from './components/PlayButton/PlayButton.tsx';
export { PlayerFrame, type PlayerFrameProps } from './components/PlayerFrame/PlayerFrame.tsx';
export { PlexProvider, type PlexProviderProps } from './components/PlexProvider/PlexProvider.tsx';
export type { PlayerProps } from './components/player-props.ts';
export { SeekBar, type SeekBarProps } from './components/SeekBar/SeekBar.tsx';
export { SinglePlayer, type SinglePlayerProps } from './components/SinglePlayer/SinglePlayer.tsx';
export {
  StatusOverlay,
  type StatusOverlayProps,
} from './components/StatusOverlay/StatusOverlay.tsx';
export { TimeDisplay, type TimeDisplayProps } from './components/TimeDisplay/TimeDisplay.tsx';
export { TrackList, type TrackListProps } from './components/TrackList/TrackList.tsx';
export {
  VolumeControl,
  type VolumeControlProps,
} from './components/VolumeControl/VolumeControl.tsx';
export { useArtwork } from './hooks/useArtwork.ts';
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
export type { Player } from './playback/player/player.ts';
export type { VolumeChangeDetails } from './playback/player/player-options.ts';
export type { QueueEntry, QueueSource } from './playback/queue/queue.ts';
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
