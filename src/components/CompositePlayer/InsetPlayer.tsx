'use client';

import { useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import type { Corner } from '../../i18n/messages.ts';
import type { PlayerOptions } from '../../playback/player/player-options.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import { PlayButton } from '../PlayButton/PlayButton.tsx';
import { PlayerFrame } from '../PlayerFrame/PlayerFrame.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { LiveStatus } from '../StatusOverlay/LiveStatus.tsx';
import { StatusOverlay } from '../StatusOverlay/StatusOverlay.tsx';
import { Picture } from '../VideoPlayer/Picture.tsx';
import { VolumeControl } from '../VolumeControl/VolumeControl.tsx';

interface InsetPlayerProps {
  playback: Omit<PlayerOptions, 'mediaType' | 'connection'>;
  defaultCorner: Corner;
}

/** Clockwise. */
const nextCorner: Record<Corner, Corner> = {
  'top-left': 'top-right',
  'top-right': 'bottom-right',
  'bottom-right': 'bottom-left',
  'bottom-left': 'top-left',
};

/** A small picture in a corner of a larger one, with controls of its own. */
export function InsetPlayer({ playback, defaultCorner }: InsetPlayerProps) {
  const { messages } = useLanguage();
  const player = usePlayback({ ...playback, mediaType: 'video' });
  const title = useMedia(({ item }) => item?.title, player);
  const [corner, setCorner] = useState(defaultCorner);
  const next = nextCorner[corner];
  return (
    <PlayerFrame
      player={player}
      role={playback.playerRole}
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
            icon="moveOverlay"
            onClick={() => setCorner(next)}
          />
        </div>
      </div>
      <LiveStatus />
    </PlayerFrame>
  );
}
