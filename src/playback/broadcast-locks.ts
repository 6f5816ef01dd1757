import { createRandomId, type LockPort } from '../plex/index.ts';

/** How long the holder of a name has to answer. Milliseconds. */
const ANSWER_MS = 120;

interface ClaimMessage {
  readonly kind: 'claim' | 'taken';
  readonly name: string;
  readonly from: string;
}

/**
 * Locks for pages without Web Locks (plain http on a LAN): a tab asks the others whether a name is theirs and takes it
 * when nobody answers. Of two that ask at the same time the smaller id wins.
 */
export function createBroadcastLocks(channelName: string): LockPort {
  const self = createRandomId();
  const held = new Set<string>();
  const asking = new Map<string, () => void>();
  let channel: BroadcastChannel | undefined;

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
      } else lose?.();
    });
    return channel;
  }

  function close(): void {
    if (held.size > 0 || asking.size > 0) return;
    channel?.close();
    channel = undefined;
  }

  return {
    async tryLock(name) {
      if (held.has(name) || asking.has(name)) return undefined;
      const free = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), ANSWER_MS);
        asking.set(name, () => {
          clearTimeout(timer);
          resolve(false);
        });
        open().postMessage({ kind: 'claim', name, from: self });
      });
      asking.delete(name);
      if (!free) {
        close();
        return undefined;
      }
      held.add(name);
      return () => {
        held.delete(name);
        close();
      };
    },
  };
}
