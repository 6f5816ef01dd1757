/** One question to the server whether it still has the transcode. */
export interface AliveProbe {
  /** The answer; `undefined` before it, and when there was none. */
  readonly found: 'alive' | 'gone' | undefined;
  readonly isSettled: boolean;
  /** When it was sent. Milliseconds. */
  readonly since: number;
  /** Resolves when it is settled. Never rejects. */
  readonly settled: Promise<void>;
}

/** Asks the server, and records its answer. */
export function probeAlive(findAlive: () => Promise<boolean>): AliveProbe {
  let found: AliveProbe['found'];
  let isSettled = false;
  const settled = findAlive()
    .then(
      (alive) => {
        found = alive ? 'alive' : 'gone';
      },
      () => {},
    )
    .finally(() => {
      isSettled = true;
    });
  return {
    get found() {
      return found;
    },
    get isSettled() {
      return isSettled;
    },
    since: performance.now(),
    settled,
  };
}
