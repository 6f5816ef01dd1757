'use client';

import { type Ref, useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import type { Corner } from '../../i18n/messages.ts';
import { invokeCallback } from '../../playback/core/invoke-callback.ts';
import type { Player } from '../../playback/player/player.ts';
import type { ChangeCause, PlayerOptions } from '../../playback/player/player-options.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import { moveOverlay } from '../icons/icons.ts';
import { LiveRegion } from '../LiveRegion/LiveRegion.tsx';
import { useOuterRef } from '../Part/refs.ts';
import { PlayButton } from '../PlayButton/PlayButton.tsx';
import { PlayerFrame } from '../PlayerFrame/PlayerFrame.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { StatusOverlay } from '../StatusOverlay/StatusOverlay.tsx';
import { Picture } from '../VideoPlayer/Picture.tsx';
import { VolumeControl } from '../VolumeControl/VolumeControl.tsx';

interface InsetPlayerProps {
  playback: Omit<PlayerOptions, 'mediaType' | 'connection'>;
  playerRef: Ref<Player> | undefined;
  /** Controlled. */
  corner: Corner | undefined;
  defaultCorner: Corner | undefined;
  onCornerChange: ((corner: Corner, details: ChangeCause<'button'>) => void) | undefined;
}

/** Clockwise. */
const nextCorner: Record<Corner, Corner> = {
  'top-left': 'top-right',
  'top-right': 'bottom-right',
  'bottom-right': 'bottom-left',
  'bottom-left': 'top-left',
};

/** A small picture in a corner of a larger one, with its own controls. */
export function InsetPlayer(props: InsetPlayerProps) {
  const { playback, playerRef, defaultCorner = 'top-right', onCornerChange } = props;
  const { messages } = useLanguage();
  const player = usePlayback({ ...playback, mediaType: 'video' });
  useOuterRef(playerRef, player);
  const title = useMedia(({ item }) => item?.title, player);
  const [chosen, setChosen] = useState(defaultCorner);
  const corner = props.corner ?? chosen;
  const next = nextCorner[corner];

  function move(event: Event): void {
    setChosen(next);
    invokeCallback(onCornerChange, next, { reason: 'button', event });
  }

  return (
    <PlayerFrame
      player={player}
      playerRole={playback.playerRole}
      aria-label={messages.insetPlayer(title)}
      hasPicture
      className="coplay-inset-player"
      data-corner={corner}
    >
      <Picture />
      <StatusOverlay />
      <div className="coplay-controls">
        <div className="coplay-control-row">
          <PlayButton />
          <VolumeControl />
          <IconButton
            className="coplay-end coplay-move-button"
            label={messages.moveOverlay(next)}
            icon={moveOverlay}
            onClick={(event) => move(event.nativeEvent)}
          />
        </div>
      </div>
      <LiveRegion />
    </PlayerFrame>
  );
}
