import { type PlexServer, waitFor } from 'coplay/testing';
import { openEnds } from './open-ends.ts';
import { stopServing } from './worker.ts';

/** Time that the players of an unmounted story may take for their last requests on a slow machine. Milliseconds. */
const LAST_REQUESTS_MS = 5_000;
/** Time after which the players of an unmounted story have usually sent their last requests. Milliseconds. */
const GRACE_MS = 2_000;
/** Longer than any idle limit of a server. Milliseconds of its clock. */
const IDLE_MS = 600_000;

interface RetiredServer {
  readonly storyId: string;
  readonly runId: string;
  readonly server: PlexServer;
  /** Whether the idle limits of the server may end what the story has left. */
  readonly idlesOut: boolean;
  readonly since: number;
}

let retired: readonly RetiredServer[] = [];
const left: string[] = [];

/** Retires the server of an unmounted story. It still answers for a while, for the last requests of the players. */
export function retire(server: Omit<RetiredServer, 'since'>): void {
  retired = [...retired, { ...server, since: performance.now() }];
}

/** Checks and closes the servers whose time is over. Called when a story begins, so that no story has to wait. */
export function closeRetired(atLeast = LAST_REQUESTS_MS): void {
  const over = retired.filter(({ since }) => performance.now() - since >= atLeast);
  retired = retired.filter((one) => !over.includes(one));
  for (const { storyId, runId, server, idlesOut } of over) {
    stopServing(runId);
    if (idlesOut) server.advance(IDLE_MS);
    left.push(...openEnds(server.snapshot()).map((end) => `${storyId}: ${end}`));
  }
}

/**
 * Closes all retired servers as soon as no streams are left on them.
 * @throws Error that names the stories that have left something on their servers
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
  // What is left to the idle limits does not end by itself.
  if (idlesOut) return;
  const signal = AbortSignal.timeout(left(LAST_REQUESTS_MS));
  await waitFor(server, (now) => openEnds(now).length === 0, { signal }).catch(() => {});
}
