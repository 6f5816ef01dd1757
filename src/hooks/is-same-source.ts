import type { QueueSource } from '../playback/queue/queue.ts';

const fields = ['ratingKey', 'mediaIndex', 'partIndex'] as const;

/** Whether two sources have the same key for certain. A quick look: equal ones may count as different. */
export function isSameSource(one: QueueSource, other: QueueSource): boolean {
  if (!('queue' in one && 'queue' in other)) return false;
  const [a, b] = [one.queue, other.queue];
  return (
    Array.isArray(b) &&
    a.length === b.length &&
    b.every((media, at) => fields.every((field) => media?.[field] === a[at]?.[field]))
  );
}
