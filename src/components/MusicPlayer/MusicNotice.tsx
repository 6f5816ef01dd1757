'use client';

import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import type { UseQueueResult } from '../../hooks/useQueue.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { ErrorNotice } from '../StatusOverlay/ErrorNotice.tsx';

interface MusicNoticeProps {
  list: UseQueueResult;
}

/** What a listener has to know or do: an error of the list or of a track, an empty list, a click the browser wants. */
export function MusicNotice({ list }: MusicNoticeProps) {
  const player = usePlayer();
  const { messages } = useLanguage();
  const error = useMedia((media) => media.error);
  const blocked = useMedia((media) => media.autoplayBlocked);

  if (list.error) return <ErrorNotice error={list.error} onRetry={list.reload} />;
  if (error) return <ErrorNotice error={error} onRetry={() => player.retry()} />;
  if (blocked) {
    return (
      <p className="coplay-notice" role="alert">
        {messages.autoplayBlocked}
      </p>
    );
  }
  // Until the list has been asked for it is empty too, so the style sheet lets this come slowly.
  if (list.status === 'empty') return <p className="coplay-empty">{messages.emptyQueue}</p>;
  return null;
}
