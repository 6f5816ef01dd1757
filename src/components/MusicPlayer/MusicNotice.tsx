'use client';

import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import type { UseQueueResult } from '../../hooks/useQueue.ts';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';

interface MusicNoticeProps {
  list: UseQueueResult;
  /** Whether the list is only loaded with the first play. */
  isDeferred: boolean;
}

/** Shows an error of the list or of a track, a track that was skipped, an empty list, or that the browser needs a click. */
export function MusicNotice({ list, isDeferred }: MusicNoticeProps) {
  const { skipped } = list;
  const player = usePlayer();
  const { messages } = useLanguage();
  const error = useMedia((media) => media.error);
  const blocked = useMedia((media) => media.autoplayBlocked);

  if (list.error) return <ErrorNotice error={list.error} onRetry={list.reload} />;
  // The next entry is about to start.
  if (error && error !== skipped?.error)
    return <ErrorNotice error={error} onRetry={() => player.retry()} />;
  if (blocked) {
    return (
      <p className="coplay-notice" role="alert">
        {messages.autoplayBlocked}
      </p>
    );
  }
  // The live region says it.
  if (skipped) {
    return (
      <p className="coplay-notice">
        {messages.trackSkipped(skipped.item?.title || messages.untitled)}
      </p>
    );
  }
  // A list that has not been asked for yet is empty too, so the style sheet shows this after a delay.
  if (list.status === 'empty' && !isDeferred)
    return <p className="coplay-empty">{messages.emptyQueue}</p>;
  return null;
}
