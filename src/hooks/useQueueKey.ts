'use client';

import { useRef } from 'react';
import { type QueueSource, queueKey } from '../playback/queue/queue.ts';
import { isSameSource } from './is-same-source.ts';

/** Names a source by its content. Makes the name anew for another content only: that of a long list is slow to make. */
export function useQueueKey(source: QueueSource | undefined): string | undefined {
  const last = useRef<{ readonly source: QueueSource; readonly key: string }>(undefined);
  if (!source) return undefined;
  if (!last.current || !isSameSource(last.current.source, source)) {
    // A copy, for hosts that change their array.
    const copy = 'queue' in source && Array.isArray(source.queue) ? [...source.queue] : undefined;
    last.current = { source: copy ? { queue: copy } : source, key: queueKey(source) };
  }
  return last.current.key;
}
