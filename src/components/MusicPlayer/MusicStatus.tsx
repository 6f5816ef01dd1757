'use client';

import { useMedia } from '../../hooks/useMedia.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { wordsOf } from '../StatusOverlay/LiveStatus.tsx';
import { playbackPhase } from '../StatusOverlay/playback-phase.ts';

interface MusicStatusProps {
  listIsLoading: boolean;
}

/** Shows that music is on its way, between the two times. The live region says it to a screen reader. */
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
