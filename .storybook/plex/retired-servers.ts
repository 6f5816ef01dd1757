import type { PlexServer } from 'coplay/testing';
import { openEnds } from './open-ends.ts';
import { stopServing } from './worker.ts';

/** How long the players of a story that has gone may take for their last words: grace, patience, and a slow machine. Milliseconds. */
const LAST_WORDS_MS = 5_000;
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
 * Closes all there are, which takes as long as the last one needs.
 * @throws Error when stories have left something on their servers; names them
 */
export async function closeAllRetired(): Promise<void> {
  const last = Math.max(...retired.map(({ since }) => since));
  const wait = last + LAST_WORDS_MS - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  closeRetired(0);
  if (left.length === 0) return;
  throw new Error(
    `coplay: these stories have left something on their servers. End it, or give a reason in parameters.plex.leavesOpen.\n${left.join('\n')}`,
  );
}
