/** The long intervals of a page, run by hand. */
export interface HeldIntervals {
  /** Lets so much time pass for them; each runs once for each time that it became due. Milliseconds. */
  turn(milliseconds: number): void;
  /** Gives the page its own intervals back. Those that were held never run again. */
  release(): void;
}

/** What a player repeats to keep its session alive; shorter ones are left to the page. Milliseconds. */
const LONG_MS = 5_000;

/** Holds each interval of five seconds and more that is set from now on, so that twenty minutes may pass at once. */
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
