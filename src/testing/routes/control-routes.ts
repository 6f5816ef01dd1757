import type { Fault } from '../fault.ts';
import { answer, emptyAnswer, errorPage } from '../http/answers.ts';
import { formatLogLine } from '../log-lines.ts';
import type { PlexServer } from '../plex-server.ts';
import type { PlexServerPatch } from '../server-options.ts';
import { factsOf, type Router } from './server-core.ts';

/**
 * `/emu/*`: the methods of the server over HTTP, for tests in another process. Not part of Plex. Bodies are JSON; the token is
 * needed as everywhere.
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

  /** Adds a POST route. A RangeError is answered 400, with its message. */
  function onPost<Body>(
    path: string,
    act: (body: Partial<Body>, id: string) => Response | undefined,
  ) {
    app.post(path, async (c) => {
      const text = await c.req.text();
      try {
        return act(readBody(text), factsOf(c).requestId) ?? emptyAnswer();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return answer(error.message, 'text/plain;charset=utf-8', { status: 400 });
      }
    });
  }

  onPost<PlexServerPatch>('/emu/configure', (patch) => {
    server.configure(patch);
    return undefined;
  });

  onPost<{ advanceMs: number }>('/emu/clock', ({ advanceMs = Number.NaN }) => {
    server.advance(advanceMs);
    return undefined;
  });

  onPost<Fault>('/emu/fault', (fault, id) => {
    undo.set(id, server.inject(fault as Fault));
    return json({ id });
  });

  app.delete('/emu/fault/:id', (c) => {
    const end = undo.get(c.req.param('id'));
    if (!end) return errorPage(404);
    end();
    undo.delete(c.req.param('id'));
    return emptyAnswer(204);
  });

  onPost<{ playbackId: string; reason: string }>(
    '/emu/terminate',
    ({ playbackId = '', reason }) => {
      server.terminate(playbackId, reason);
      return undefined;
    },
  );

  onPost('/emu/restart', () => {
    server.restart();
    return undefined;
  });
}

/** An empty body is an empty object. @throws RangeError for any other body that is no JSON object. */
function readBody<Body>(text: string): Partial<Body> {
  try {
    const body: unknown = JSON.parse(text || '{}');
    if (typeof body === 'object' && body !== null) return body as Partial<Body>;
  } catch {}
  throw new RangeError('coplay: the body must be a JSON object.');
}
