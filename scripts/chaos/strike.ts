import type { BrowserContext } from 'playwright';
import type { PlexServer } from '../../src/testing/index.ts';
import type { ListeningPlexServer } from '../listen.ts';
import type { ChaosFault } from './plan.ts';

/** Targets of the faults. */
export interface ChaosTargets {
  readonly plex: ListeningPlexServer;
  readonly context: BrowserContext;
}

const segmentPath = '/universal/session/';

/** Causes one fault. Resolves when it is over. */
export async function strike(fault: ChaosFault, { plex, context }: ChaosTargets): Promise<void> {
  const { server } = plex;
  switch (fault.kind) {
    case 'kill':
      return kill(plex, fault.whose);
    case 'restart':
      return server.restart();
    case 'empty-segments':
      return during(fault.forMs, server.inject({ kind: 'empty-segments' }));
    case 'busy':
      return during(fault.forMs, server.inject({ kind: 'status', status: 503 }));
    case 'slow-segments': {
      const { byMs: milliseconds, forMs } = fault;
      const on = { path: segmentPath };
      return during(forMs, server.inject({ kind: 'latency', milliseconds, on }));
    }
    case 'offline':
      await context.setOffline(true);
      await during(fault.forMs, () => {});
      return context.setOffline(false);
  }
}

/** Closes a session without a termination code, so that its player is not told. */
async function kill({ server, token }: ListeningPlexServer, kind: 'video' | 'music') {
  for (const { playbackId } of streamsOf(server, kind)) {
    const query = new URLSearchParams({
      'X-Plex-Session-Identifier': playbackId,
      'X-Plex-Token': token ?? '',
    });
    const url = `http://plex/status/sessions/close?${query}`;
    await server.fetch(new Request(url, { method: 'POST' }));
  }
}

function streamsOf(server: PlexServer, kind: 'video' | 'music') {
  return server.snapshot().resources.filter((resource) => resource.kind === kind);
}

async function during(milliseconds: number, undo: () => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  undo();
}
