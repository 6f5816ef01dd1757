'use client';

import { clsx } from 'clsx';
import { type ForwardedRef, forwardRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { FullscreenButton } from '../FullscreenButton/FullscreenButton.tsx';
import { PlayButton } from '../PlayButton/PlayButton.tsx';
import { PlayerFrame, type PlayerFrameProps } from '../PlayerFrame/PlayerFrame.tsx';
import { SeekBar } from '../SeekBar/SeekBar.tsx';
import { LiveStatus } from '../StatusOverlay/LiveStatus.tsx';
import { StatusOverlay } from '../StatusOverlay/StatusOverlay.tsx';
import { TimeDisplay } from '../TimeDisplay/TimeDisplay.tsx';
import { VolumeControl } from '../VolumeControl/VolumeControl.tsx';
import { Picture } from './Picture.tsx';

type VideoPlayerProps = Omit<PlayerFrameProps, 'children' | 'hasPicture'>;

/** The face of a player with a picture: the picture, what lies over it, and the controls that come and go. */
export const VideoPlayer = forwardRef(function VideoPlayer(
  { className, ...rest }: VideoPlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  return (
    <PlayerFrame {...rest} ref={ref} hasPicture className={clsx('coplay-video-player', className)}>
      <Picture />
      <Title />
      <StatusOverlay />
      <div className="coplay-controls">
        <SeekBar />
        <div className="coplay-control-row">
          <PlayButton />
          <VolumeControl />
          <TimeDisplay />
          <FullscreenButton className="coplay-end" />
        </div>
      </div>
      <LiveStatus />
    </PlayerFrame>
  );
});

/** Stands over the picture as long as the controls do. The group around has the same words in its name. */
function Title() {
  const title = useMedia(({ item }) => item?.title);
  if (!title) return null;
  return (
    <div className="coplay-title" aria-hidden="true">
      <bdi>{title}</bdi>
    </div>
  );
}
