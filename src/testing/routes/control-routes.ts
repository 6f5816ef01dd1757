import type { Fault } from '../faults.ts';
import { answer, emptyAnswer, errorPage } from '../http/answers.ts';
import { formatLogLine } from '../log-lines.ts';
import type { PlexServer } from '../plex-server.ts';
import type { PlexServerPatch } from '../server-options.ts';
import { factsOf, type Router } from './server-core.ts';

/**
 * `/emu/*`: the server's own methods over HTTP, for tests in another process. No part of Plex.
 * Bodies are JSON. They need the token like everything else.
 */
export function addControlRoutes(app: Router, server: PlexServer): void {
  const undo = new Map<string, () => void>();
  const json = (value: unknown) => answer(JSON.stringify(value), 'application/json');

  app.get('/emu/snapshot', () => json(server.snapshot()));
  app.get('/emu/devices', () => json(server.snapshot().devices));
  app.get('/emu/log', () => {
    const lines = server.snapshot().log.map((line) => `${formatLogLine(line)}\n`);
    return answer(lines.join(''), 'text/plain;charset=utf-8');
  });

  app.post('/emu/configure', async (c) => {
    const patch = await c.req.json<PlexServerPatch>();
    return refusable(() => server.configure(patch));
  });

  app.post('/emu/clock', async (c) => {
    const { advanceMs } = await c.req.json<{ advanceMs: number }>();
    return refusable(() => server.advance(advanceMs));
  });

  app.post('/emu/fault', async (c) => {
    const id = factsOf(c).requestId;
    undo.set(id, server.inject(await c.req.json<Fault>()));
    return json({ id });
  });

  app.delete('/emu/fault/:id', (c) => {
    const end = undo.get(c.req.param('id'));
    if (!end) return errorPage(404);
    end();
    undo.delete(c.req.param('id'));
    return emptyAnswer(204);
  });

  app.post('/emu/terminate', async (c) => {
    const { playbackId, reason } = await c.req.json<{ playbackId: string; reason?: string }>();
    server.terminate(playbackId, reason);
    return emptyAnswer();
  });

  app.post('/emu/restart', () => {
    server.restart();
    return emptyAnswer();
  });
}

/** Does it; 400 with the reason when that is refused. */
function refusable(act: () => void): Response {
  try {
    act();
    return emptyAnswer();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return answer(error.message, 'text/plain;charset=utf-8', { status: 400 });
  }
}
