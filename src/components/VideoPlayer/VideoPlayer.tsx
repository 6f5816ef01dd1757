'use client';

import { type ForwardedRef, forwardRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { FullscreenButton } from '../FullscreenButton/FullscreenButton.tsx';
import { LiveRegion } from '../LiveRegion/LiveRegion.tsx';
import { joinClass } from '../Part/merge-props.ts';
import { PlayButton } from '../PlayButton/PlayButton.tsx';
import { PlayerFrame, type PlayerFrameProps } from '../PlayerFrame/PlayerFrame.tsx';
import { SeekBar } from '../SeekBar/SeekBar.tsx';
import { Slot } from '../Slot.tsx';
import { StatusOverlay } from '../StatusOverlay/StatusOverlay.tsx';
import { TimeDisplay } from '../TimeDisplay/TimeDisplay.tsx';
import { VolumeControl } from '../VolumeControl/VolumeControl.tsx';
import { Picture } from './Picture.tsx';

type VideoPlayerProps = Omit<PlayerFrameProps, 'hasPicture'>;

/** A player with a picture: the picture, the content of the host over it, and the controls. */
export const VideoPlayer = forwardRef(function VideoPlayer(
  { className, children, ...rest }: VideoPlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  return (
    <PlayerFrame
      {...rest}
      ref={ref}
      hasPicture
      className={joinClass('coplay-video-player', className)}
    >
      <Picture />
      <Title />
      <Slot>{children}</Slot>
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
      <LiveRegion />
    </PlayerFrame>
  );
});

/** Shown over the picture together with the controls. Hidden from screen readers: the name of the group says the same. */
function Title() {
  const title = useMedia(({ item }) => item?.title);
  if (!title) return null;
  return (
    <div className="coplay-title" aria-hidden="true">
      <bdi>{title}</bdi>
    </div>
  );
}
