import { createQueue, type NewQueue, type PlayQueue, selectRow } from './play-queue.ts';

/** The play queues of the server. */
export interface PlayQueues {
  create(given: Omit<NewQueue, 'id'>): PlayQueue;
  get(id: number): PlayQueue | undefined;
  put(queue: PlayQueue): void;
  /** A timeline says which row is playing. Nothing else selects one, and it takes a moment. */
  played(queueId: number, rowId: number): void;
  /** A random number from 0 to 1. Each server yields the same ones, so that tests repeat. */
  random(): number;
}

/** Time until the row of a timeline is the selected one. Clients wait some seconds before they read the queue again. */
const SELECTED_AFTER_MS = 1000;

export function createPlayQueues(now: () => number): PlayQueues {
  const queues = new Map<number, PlayQueue>();
  const coming = new Map<number, { readonly rowId: number; readonly at: number }>();
  let seed = 0x5eed;

  // Mulberry32, a generator with 32 bits of state.
  function random(): number {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    random,
    create(given) {
      const queue = createQueue({ ...given, id: queues.size + 1 }, random);
      queues.set(queue.id, queue);
      return queue;
    },
    get(id) {
      const queue = queues.get(id);
      const next = coming.get(id);
      if (!queue || !next || next.at > now()) return queue;
      coming.delete(id);
      const selected = selectRow(queue, next.rowId);
      queues.set(id, selected);
      return selected;
    },
    put(queue) {
      queues.set(queue.id, queue);
    },
    played(queueId, rowId) {
      // A row that is played already stays due at its time.
      if (coming.get(queueId)?.rowId === rowId) return;
      if (queues.has(queueId)) coming.set(queueId, { rowId, at: now() + SELECTED_AFTER_MS });
    },
  };
}
