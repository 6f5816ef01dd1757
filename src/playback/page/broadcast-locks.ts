import { createRandomId, type LockPort } from '../../plex/index.ts';

/** How long the holder of a lock has to answer. Milliseconds. */
const ANSWER_MS = 120;
/**
 * How long a stored record counts when its tab does not answer: the tab may be busy, or frozen in the background. An older
 * record is taken for one of a crashed tab. Milliseconds.
 */
const RECORD_MS = 6 * 3_600_000;

/** A held lock as it is stored. */
interface LockRecord {
  /** Id of the tab. */
  readonly from: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface ClaimMessage {
  readonly kind: 'claim' | 'taken';
  readonly name: string;
  readonly from: string;
}

/**
 * Locks for pages without Web Locks (plain http on a LAN). A tab asks the other tabs whether one of them holds the lock, and
 * takes it when none answers in time. Of two tabs that ask at the same time, the one with the smaller id wins. Held locks are
 * also written to storage, because a busy tab answers late and a frozen tab never.
 *
 * @param storage Shared by the tabs. Without it, only the answers count.
 */
export function createBroadcastLocks(
  channelName: string,
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
): LockPort {
  const self = createRandomId();
  const held = new Set<string>();
  const asking = new Map<string, () => void>();
  let channel: BroadcastChannel | undefined;
  let listening: AbortController | undefined;

  function open(): BroadcastChannel {
    if (channel) return channel;
    channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', ({ data }: MessageEvent<ClaimMessage>) => {
      const { kind, name, from } = data;
      if (from === self) return;
      const lose = asking.get(name);
      if (kind === 'taken') lose?.();
      else if (held.has(name) || (lose && self < from)) {
        channel?.postMessage({ kind: 'taken', name, from: self });
        if (held.has(name)) write(name);
      } else lose?.();
    });
    listening = new AbortController();
    const { signal } = listening;
    // A page restored from the back/forward cache still holds its locks.
    globalThis.addEventListener?.('pagehide', () => [...held].forEach(erase), { signal });
    globalThis.addEventListener?.('pageshow', () => rewriteRecords(), { signal });
    return channel;
  }

  /** Leaves alone the records of locks that another tab has taken since. */
  function rewriteRecords(): void {
    for (const name of held) if (!isHeldElsewhere(name)) write(name);
  }

  function write(name: string): void {
    const record: LockRecord = { from: self, at: Date.now() };
    guarded(() => storage?.setItem(keyOf(name), JSON.stringify(record)));
  }

  function erase(name: string): void {
    if (readRecord(name)?.from === self) guarded(() => storage?.removeItem(keyOf(name)));
  }

  function readRecord(name: string): LockRecord | undefined {
    return (
      guarded(() => JSON.parse(storage?.getItem(keyOf(name)) ?? 'null') as LockRecord) ?? undefined
    );
  }

  /** Whether storage has a recent record of another tab for this lock. */
  function isHeldElsewhere(name: string): boolean {
    const record = readRecord(name);
    const age = Date.now() - Number(record?.at);
    return record !== undefined && record.from !== self && age >= 0 && age < RECORD_MS;
  }

  const keyOf = (name: string) => `${channelName}:${name}`;

  function close(): void {
    if (held.size > 0 || asking.size > 0) return;
    channel?.close();
    channel = undefined;
    listening?.abort();
  }

  return {
    async tryLock(name) {
      if (held.has(name) || asking.has(name) || isHeldElsewhere(name)) return undefined;
      const free = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), ANSWER_MS);
        asking.set(name, () => {
          clearTimeout(timer);
          resolve(false);
        });
        open().postMessage({ kind: 'claim', name, from: self });
      });
      asking.delete(name);
      if (!free || isHeldElsewhere(name)) {
        close();
        return undefined;
      }
      held.add(name);
      write(name);
      return () => {
        erase(name);
        held.delete(name);
        close();
      };
    },
  };
}

/** Returns `undefined` where storage throws or holds invalid JSON. */
function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
