'use client';

import { useMedia } from '../../hooks/useMedia.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { playbackPhase, wordsOf } from '../StatusOverlay/playback-phase.ts';

interface MusicStatusProps {
  listIsLoading: boolean;
}

/** Shows between the two times that music is loading. Screen readers get it from the live region. */
export function MusicStatus({ listIsLoading }: MusicStatusProps) {
  const { messages } = useLanguage();
  const phase = useMedia(playbackPhase);
  const words = wordsOf(listIsLoading ? 'loading' : phase, messages);
  if (!words) return null;
  return (
    <span className="coplay-music-status" aria-hidden="true">
      <span className="coplay-spinner" />
      <span className="coplay-status-words">{words}…</span>
    </span>
  );
}
