/** Controls the long intervals of a page. */
export interface HeldIntervals {
  /** Advances the time of the intervals; each runs once for each time it is due. Milliseconds. */
  turn(milliseconds: number): void;
  /** Restores the real timers. Held intervals never run again. */
  release(): void;
}

/** Intervals of this length and more are held: those that keep a session alive. Milliseconds. */
const LONG_MS = 5_000;

/** Replaces `setInterval`, and holds each interval of five seconds and more, so that twenty minutes can pass at once. */
export function holdIntervals(): HeldIntervals {
  const { setInterval: realSet, clearInterval: realClear } = globalThis;
  const held = new Map<number, { readonly every: number; due: number; readonly run: () => void }>();
  let now = 0;
  let last = -1;
  const set = (handler: TimerHandler, every = 0, ...rest: unknown[]) => {
    if (every < LONG_MS || typeof handler !== 'function')
      return realSet(handler as () => void, every, ...rest);
    last -= 1;
    held.set(last, { every, due: now + every, run: () => handler(...rest) });
    return last;
  };
  const clear = (id?: number) => {
    if (id === undefined || !held.delete(id)) realClear(id);
  };
  Object.assign(globalThis, { setInterval: set, clearInterval: clear });
  return {
    turn(milliseconds) {
      now += milliseconds;
      for (const entry of held.values()) {
        while (entry.due <= now) {
          entry.due += entry.every;
          entry.run();
        }
      }
    },
    release() {
      Object.assign(globalThis, { setInterval: realSet, clearInterval: realClear });
    },
  };
}
