import { createRandomId, type LockPort } from '../../plex/index.ts';
import { asRecord, guarded } from '../../plex/json-fields.ts';
import { onPageHide } from './on-page-hide.ts';

/** How long the holder of a lock has to answer. Milliseconds. */
const ANSWER_MS = 120;
/**
 * How long it has to answer when storage names a holder whose record is out of date: its clock may have jumped, and its tab may
 * be busy. Milliseconds.
 */
const DOUBT_MS = 600;
/**
 * How long a stored record counts when its tab does not answer: the tab may be busy, or frozen in the background. An older
 * record is taken for one of a crashed tab. So is one from as far in the future: the clock has jumped since. Milliseconds.
 */
const RECORD_MS = 6 * 3_600_000;
/** How often a tab writes its records anew, so that a jump of the clock does not make them look old for long. Milliseconds. */
const RENEW_MS = 5 * 60_000;

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
 * Any script of the origin can post to the channel and write to storage: what has another form is ignored.
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
  let life: AbortController | undefined;

  function open(): BroadcastChannel {
    if (channel) return channel;
    channel = new BroadcastChannel(channelName);
    life = new AbortController();
    const { signal } = life;
    channel.addEventListener('message', ({ data }) => receive(data), { signal });
    // A page restored from the back/forward cache still holds its locks.
    onPageHide(() => [...held].forEach(erase), signal);
    globalThis.addEventListener?.('pageshow', rewriteRecords, { signal });
    const renewing = setInterval(rewriteRecords, RENEW_MS);
    signal.addEventListener('abort', () => clearInterval(renewing));
    return channel;
  }

  function receive(data: unknown): void {
    const message = readMessage(data);
    if (!message || message.from === self) return;
    const { kind, name, from } = message;
    const lose = asking.get(name);
    if (kind === 'taken') lose?.();
    else if (held.has(name) || (lose && self < from)) {
      send('taken', name);
      if (held.has(name)) write(name);
    } else lose?.();
  }

  function send(kind: ClaimMessage['kind'], name: string): void {
    channel?.postMessage({ kind, name, from: self } satisfies ClaimMessage);
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
    if (recordOf(name)?.from === self) guarded(() => storage?.removeItem(keyOf(name)));
  }

  const recordOf = (name: string) => readRecord(guarded(() => storage?.getItem(keyOf(name))));

  /** Whether storage has a recent record of another tab for this lock. */
  function isHeldElsewhere(name: string): boolean {
    const record = recordOf(name);
    return (
      record !== undefined && record.from !== self && Math.abs(Date.now() - record.at) < RECORD_MS
    );
  }

  const keyOf = (name: string) => `${channelName}:${name}`;

  function close(): void {
    if (held.size > 0 || asking.size > 0) return;
    life?.abort();
    channel?.close();
    channel = undefined;
  }

  /** Resolves with whether no other tab has answered that it holds the lock, or asks for it before this one. */
  async function isFree(name: string): Promise<boolean> {
    open();
    const answerMs = recordOf(name) ? DOUBT_MS : ANSWER_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<boolean>((resolve) => {
        timer = setTimeout(resolve, answerMs, true);
        asking.set(name, () => resolve(false));
        send('claim', name);
      });
    } finally {
      clearTimeout(timer);
      asking.delete(name);
    }
  }

  return {
    async tryLock(name) {
      if (held.has(name) || asking.has(name) || isHeldElsewhere(name)) return undefined;
      try {
        if (!(await isFree(name)) || isHeldElsewhere(name)) return undefined;
        held.add(name);
      } finally {
        close();
      }
      write(name);
      return () => {
        erase(name);
        held.delete(name);
        close();
      };
    },
  };
}

/** A message of these locks. `undefined` for anything else that a script has posted. */
function readMessage(data: unknown): ClaimMessage | undefined {
  return guarded(() => {
    const { kind, name, from } = asRecord(data) ?? {};
    if (kind !== 'claim' && kind !== 'taken') return undefined;
    if (typeof name !== 'string' || typeof from !== 'string') return undefined;
    return { kind, name, from };
  });
}

/** A record of these locks. `undefined` for anything else that storage returns. */
function readRecord(stored: unknown): LockRecord | undefined {
  return guarded(() => {
    const { from, at } = asRecord(JSON.parse(String(stored))) ?? {};
    if (typeof from !== 'string' || typeof at !== 'number') return undefined;
    return { from, at };
  });
}
