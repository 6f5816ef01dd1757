'use client';

import { useEffect, useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { type PlaybackPhase, playbackPhase } from './playback-phase.ts';

interface LiveStatusProps {
  /** What plays now, said when it changes by itself. */
  track?: string | undefined;
}

/** How long a state has to last before it is worth saying. Milliseconds. */
const WORTH_SAYING_MS = 1_000;

/** Says the states of a player to those who do not see it: politely, and only what lasts. */
export function LiveStatus({ track }: LiveStatusProps) {
  const { messages } = useLanguage();
  const phase = useMedia(playbackPhase);
  const [spoken, setSpoken] = useState('');
  const [lastTrack, setLastTrack] = useState(track);

  if (track !== lastTrack) {
    setLastTrack(track);
    // The first track is what the viewer asked for, and no news.
    if (track !== undefined && lastTrack !== undefined) setSpoken(track);
  }

  useEffect(() => {
    const words = wordsOf(phase, messages);
    if (!words) return;
    const timer = setTimeout(() => setSpoken(words), WORTH_SAYING_MS);
    return () => {
      clearTimeout(timer);
      setSpoken((current) => (current === words ? '' : current));
    };
  }, [phase, messages]);

  return (
    <div role="status" className="coplay-visually-hidden">
      {spoken}
    </div>
  );
}

type PhaseWords = Readonly<Record<'loading' | 'buffering' | 'reconnecting', string>>;

/** The words for a phase of waiting; nothing for the others, which speak for themselves. */
export function wordsOf(phase: PlaybackPhase, words: PhaseWords): string | undefined {
  if (phase === 'loading' || phase === 'buffering' || phase === 'reconnecting') return words[phase];
  return undefined;
}
