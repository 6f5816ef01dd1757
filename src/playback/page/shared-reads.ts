import { isSameConnection, type PlexConnection } from '../../plex/index.ts';
import { unlessAborted } from '../../plex/unless-aborted.ts';
import { explainSilence } from '../core/explain-silence.ts';
import type { LibraryReader } from '../core/library-read.ts';
import { createCopyLocal } from './copy-local.ts';
import { libraryClient } from './library-client.ts';

/** How long an answer is passed on to further readers. Milliseconds. */
const REUSE_MS = 1_000;

interface SharedRead {
  readonly request: unknown;
  readonly key: string;
  readonly connection: PlexConnection;
  readonly answer: Promise<unknown>;
  readonly life: AbortController;
  /** How many wait for the answer. */
  readers: number;
  /** Until when the answer is passed on, by `performance.now()`. Endless while there is none. */
  until: number;
}

const sharedReads = createCopyLocal(
  'reads',
  () => new Set<SharedRead>(),
  (reads) => reads.clear(),
);

/**
 * Sends a request once for all readers of this page that ask the same of the same connection: while it runs, and for 1 s after its
 * answer. A failure is not passed on to later readers. The request ends when its last reader aborts.
 */
export const readShared: LibraryReader = async (request, connection, key, signal) => {
  signal.throwIfAborted();
  const reads = sharedReads();
  const name = JSON.stringify(key);
  const start = () => {
    const life = new AbortController();
    const { signal } = life;
    const ask = async () => {
      const clientIdentifier = await libraryClient(connection);
      signal.throwIfAborted();
      return request(connection, key, { signal, clientIdentifier });
    };
    const answer = ask().catch(async (thrown) => {
      throw await explainSilence(thrown, connection, signal);
    });
    const started = {
      request,
      key: name,
      connection,
      answer,
      life,
      readers: 0,
      until: Number.POSITIVE_INFINITY,
    };
    answer.then(
      () => {
        started.until = performance.now() + REUSE_MS;
        setTimeout(() => reads.delete(started), REUSE_MS);
      },
      () => reads.delete(started),
    );
    reads.add(started);
    return started;
  };
  const read: SharedRead =
    [...reads].find(
      (one) =>
        one.request === request &&
        one.key === name &&
        one.until > performance.now() &&
        isSameConnection(one.connection, connection),
    ) ?? start();
  read.readers += 1;
  try {
    return (await unlessAborted(read.answer, signal)) as Awaited<ReturnType<typeof request>>;
  } finally {
    read.readers -= 1;
    // At once: a reader that comes now gets a request of its own.
    if (!read.readers && read.until === Number.POSITIVE_INFINITY) {
      reads.delete(read);
      read.life.abort();
    }
  }
};

/** Makes the next readers ask the server again. For a reload that somebody asks for. */
export function forgetReads(): void {
  sharedReads().clear();
}
