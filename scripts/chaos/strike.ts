import type { Page } from 'playwright';
import { type PlexServer, waitFor } from '../../src/testing/index.ts';
import type { ListeningPlexServer } from '../listen.ts';
import type { ChaosFault } from './plan.ts';

/** Targets of the faults. */
export interface ChaosTargets {
  readonly plex: ListeningPlexServer;
  readonly page: Page;
}

const ofSegments = { path: '/universal/session/' };
const ofManifests = { path: '/universal/start.mpd' };
/** How long a dropped session may take to ask for its next manifest. Milliseconds. */
const NEXT_MANIFEST_MS = 10_000;

/** Causes one fault. Resolves when it is over. */
export async function strike(fault: ChaosFault, { plex, page }: ChaosTargets): Promise<void> {
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
      return during(forMs, server.inject({ kind: 'latency', milliseconds, on: ofSegments }));
    }
    case 'offline':
      await page.context().setOffline(true);
      await during(fault.forMs, () => {});
      return page.context().setOffline(false);
    case 'clock-jump':
      return page.evaluate((byMs) => globalThis.chaosClock(byMs), fault.byMs);
    case 'trickle': {
      const { bytes, everyMs, forMs } = fault;
      return during(forMs, server.inject({ kind: 'trickle', bytes, everyMs, on: ofSegments }));
    }
    case 'cut-manifest': {
      const undo = server.inject({ kind: 'truncate', bytes: fault.bytes, on: ofManifests });
      const since = Date.now();
      await kill(plex, 'video');
      await nextManifest(server, since);
      return during(fault.forMs, undo);
    }
    case 'empty-204':
      return during(fault.forMs, server.inject({ kind: 'status', status: 204, on: ofSegments }));
  }
}

/** Closes a session without a termination code, so that its player is not told. */
export async function kill({ server, token }: ListeningPlexServer, kind: 'video' | 'music') {
  for (const { playbackId } of streamsOf(server, kind)) {
    const query = new URLSearchParams({
      'X-Plex-Session-Identifier': playbackId,
      'X-Plex-Token': token ?? '',
    });
    const url = `http://plex/status/sessions/close?${query}`;
    await server.fetch(new Request(url, { method: 'POST' }));
  }
}

/** Resolves when a manifest has been answered, or after some seconds: other faults may keep the player from asking. */
async function nextManifest(server: PlexServer, since: number): Promise<void> {
  await waitFor(
    server,
    ({ requests }) =>
      requests.some(
        ({ path, status, time }) =>
          path.endsWith(ofManifests.path) && status === 200 && time >= since,
      ),
    { signal: AbortSignal.timeout(NEXT_MANIFEST_MS) },
  ).catch(() => {});
}

function streamsOf(server: PlexServer, kind: 'video' | 'music') {
  return server.snapshot().resources.filter((resource) => resource.kind === kind);
}

async function during(milliseconds: number, undo: () => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  undo();
}
