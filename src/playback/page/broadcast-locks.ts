import { createRandomId, type LockPort } from '../../plex/index.ts';

/** How long the holder of a name has to answer. Milliseconds. */
const ANSWER_MS = 120;
/**
 * How long a written name counts as held although nobody answers: its tab may be busy, or frozen in the background.
 * Milliseconds; after that it is taken for one that crashed.
 */
const RECORD_MS = 6 * 3_600_000;

/** Who holds a name, and since when. */
interface LockRecord {
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
 * Locks for pages without Web Locks (plain http on a LAN): a tab asks the others whether a name is theirs and takes it
 * when nobody answers. Of two that ask at the same time the smaller id wins. What is held is also written down, since a
 * busy tab answers late and a frozen one not at all.
 *
 * @param storage Shared by the tabs. Without it, the answers are all there is.
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
    // A page that goes away leaves nothing written, and one that comes back still holds what it held.
    globalThis.addEventListener?.('pagehide', () => [...held].forEach(erase), { signal });
    globalThis.addEventListener?.('pageshow', () => comeBack(), { signal });
    return channel;
  }

  /** What another tab has taken meanwhile is written as its own. */
  function comeBack(): void {
    for (const name of held) if (!isWritten(name)) write(name);
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

  /** Whether another tab has written that it holds the name, and not too long ago. */
  function isWritten(name: string): boolean {
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
      if (held.has(name) || asking.has(name) || isWritten(name)) return undefined;
      const free = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), ANSWER_MS);
        asking.set(name, () => {
          clearTimeout(timer);
          resolve(false);
        });
        open().postMessage({ kind: 'claim', name, from: self });
      });
      asking.delete(name);
      if (!free || isWritten(name)) {
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

/** Storage may throw at any time, and hold anybody's garbage. */
function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
