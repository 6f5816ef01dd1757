import { type PlexServer, waitFor } from 'coplay/testing';
import { openEnds } from './open-ends.ts';
import { stopServing } from './worker.ts';

/** How long the players of a story that has gone may take for their last words: grace, patience, and a slow machine. Milliseconds. */
const LAST_WORDS_MS = 5_000;
/** After this, the players of a story that has gone have said their last words, unless the machine is slow. Milliseconds. */
const GRACE_MS = 2_000;
/** Longer than any idle limit of a server, on its own clock. Milliseconds. */
const IDLE_MS = 600_000;

interface RetiredServer {
  readonly storyId: string;
  readonly runId: string;
  readonly server: PlexServer;
  /** Whether what the story has left is the server's to end, when nothing is heard of it for long enough. */
  readonly idlesOut: boolean;
  readonly since: number;
}

let retired: readonly RetiredServer[] = [];
const left: string[] = [];

/** The story has gone. Its server answers on for a while, for what its players still have to say. */
export function retire(server: Omit<RetiredServer, 'since'>): void {
  retired = [...retired, { ...server, since: performance.now() }];
}

/** Looks at the servers whose time is over, and closes them. Called whenever a story begins, so that none has to wait. */
export function closeRetired(atLeast = LAST_WORDS_MS): void {
  const over = retired.filter(({ since }) => performance.now() - since >= atLeast);
  retired = retired.filter((one) => !over.includes(one));
  for (const { storyId, runId, server, idlesOut } of over) {
    stopServing(runId);
    if (idlesOut) server.advance(IDLE_MS);
    left.push(...openEnds(server.snapshot()).map((end) => `${storyId}: ${end}`));
  }
}

/**
 * Closes all there are, as soon as nobody has anything left to say.
 * @throws Error when stories have left something on their servers; names them
 */
export async function closeAllRetired(): Promise<void> {
  await Promise.all(retired.map(untilQuiet));
  closeRetired(0);
  if (left.length === 0) return;
  throw new Error(
    `coplay: these stories have left something on their servers. End it, or give a reason in parameters.plex.leavesOpen.\n${left.join('\n')}`,
  );
}

async function untilQuiet({ server, since, idlesOut }: RetiredServer): Promise<void> {
  const left = (milliseconds: number) => Math.max(0, since + milliseconds - performance.now());
  await new Promise((resolve) => setTimeout(resolve, left(GRACE_MS)));
  // What it leaves to the idle limits does not end by itself.
  if (idlesOut) return;
  const signal = AbortSignal.timeout(left(LAST_WORDS_MS));
  await waitFor(server, (now) => openEnds(now).length === 0, { signal }).catch(() => {});
}
