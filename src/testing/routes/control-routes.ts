import { anyNumber, isPlainObject, name, optional, readFields, text } from '../check-fields.ts';
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
  function onPost(path: string, act: (body: unknown, id: string) => Response | undefined) {
    app.post(path, async (c) => {
      try {
        const body = await readBody(c.req.raw);
        return act(body, factsOf(c).requestId) ?? emptyAnswer();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return answer(error.message, 'text/plain;charset=utf-8', { status: 400 });
      }
    });
  }

  onPost('/emu/configure', (patch) => {
    server.configure(patch as PlexServerPatch);
    return undefined;
  });

  onPost('/emu/clock', (body) => {
    const { advanceMs } = readFields(body, { advanceMs: anyNumber }, 'the body');
    server.advance(advanceMs as number);
    return undefined;
  });

  onPost('/emu/fault', (fault, id) => {
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

  onPost('/emu/terminate', (body) => {
    const fields = readFields(body, { playbackId: name, reason: optional(text) }, 'the body');
    server.terminate(fields.playbackId as string, fields.reason as string | undefined);
    return undefined;
  });

  onPost('/emu/restart', () => {
    server.restart();
    return undefined;
  });
}

/** Bodies are small: the largest is that of a fault with a body. Bytes. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** An empty body is an empty object. @throws RangeError for any other body that is no JSON object, and for a huge one. */
async function readBody(request: Request): Promise<unknown> {
  const json = await readText(request);
  try {
    const body: unknown = JSON.parse(json || '{}');
    if (isPlainObject(body)) return body;
  } catch {}
  throw new RangeError('coplay: the body must be a JSON object.');
}

async function readText({ body }: Request): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  let json = '';
  let left = LARGEST_BODY;
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return json + decoder.decode();
    left -= value.byteLength;
    if (left < 0) {
      await reader.cancel();
      throw new RangeError(`coplay: the body must be at most ${LARGEST_BODY} bytes.`);
    }
    json += decoder.decode(value, { stream: true });
  }
}
