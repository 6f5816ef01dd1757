import { withBodyFaults } from './body-faults.ts';
import type { FaultBook } from './faults.ts';
import { emptyAnswer, errorPage } from './http/answers.ts';
import { isSegmentPath, type RequestFacts, readRequest } from './http/request-facts.ts';
import { completedLine, type RequestLineParts, requestLine } from './log-lines.ts';
import { randomHex } from './random-hex.ts';
import type { ServerCore } from './routes/server-core.ts';
import { maskToken, pushCapped } from './server-log.ts';
import type { RequestRecord } from './server-snapshot.ts';

export interface RequestHandlerParts {
  readonly core: ServerCore;
  readonly requests: RequestRecord[];
  readonly token: string | null;
  readonly basePath: string;
  /** Whether `/emu/*` controls the server. */
  readonly control: boolean;
  route(request: Request, facts: RequestFacts): Promise<Response>;
  /** The answer when something threw. */
  failed(request: Request, thrown: unknown): Response;
}

/**
 * Handles what all requests have in common: base path, CORS, log, token, device list and faults.
 */
export function createRequestHandler(
  parts: RequestHandlerParts,
): (request: Request) => Promise<Response> {
  const { core, basePath, token } = parts;
  const { clock, log } = core;
  let live = 0;

  return async (request) => {
    const { pathname, search, protocol } = new URL(request.url);
    const path = pathUnder(basePath, pathname);
    if (path === undefined) return errorPage(404);
    core.streaming.sweep();
    const facts = readRequest(request, path, randomHex(6));
    const faults = faultsFor(facts);
    const cors = core.settings().cors && !faults.strike('no-cors', facts);
    if (request.method === 'OPTIONS') return withCors(emptyAnswer(204), cors, request);

    const record = keepRecord(parts, facts);
    if (faults.strike('unreachable', facts)) {
      // The connection is refused: no log line.
      finishRecord(parts, record, 0);
      return Response.error();
    }
    const began = clock.now();
    live += 1;
    const line: RequestLineParts = {
      method: request.method,
      target: maskToken(path + search, token),
      requestId: facts.requestId,
      live,
      port: portOf(facts.clientIdentifier),
      secure: protocol === 'https:',
      userName: isOpen(path) || !hasToken(facts) ? undefined : core.userName,
      range: facts.range,
    };
    log.write(requestLine(line));
    let status = 0;
    let bytes = 0;
    try {
      const response = await respond(request, facts).catch((thrown) =>
        parts.failed(request, thrown),
      );
      status = response.status;
      bytes = Number(response.headers.get('Content-Length') ?? 0);
      return withCors(response, cors, request);
    } finally {
      log.write(completedLine({ ...line, live }, status, Math.round(clock.now() - began), bytes));
      live -= 1;
      finishRecord(parts, record, status);
    }
  };

  /** Faults do not apply to control requests, so that every fault can be removed. */
  function faultsFor({ path }: RequestFacts): Pick<FaultBook, 'strike'> {
    return parts.control && path.startsWith('/emu/') ? noFaults : core.faults;
  }

  async function respond(request: Request, facts: RequestFacts): Promise<Response> {
    const faults = faultsFor(facts);
    const latency = faults.strike('latency', facts);
    if (latency) {
      await clock.wait(latency.milliseconds, facts.signal);
      // Aborted during the injected latency: it never arrives. Proxies log this status for it.
      if (facts.signal.aborted) return errorPage(499);
    }
    // A revoked token does not stop a running stream: its segments need none.
    const failure = faults.strike(
      'status',
      facts,
      ({ status, on }) => status !== 401 || on !== undefined || !isOpen(facts.path),
    );
    if (failure) {
      const { status, retryAfter, location } = failure;
      return errorPage(status, {
        ...(typeof retryAfter === 'number' && { 'Retry-After': `${retryAfter}` }),
        ...(location && { Location: location }),
      });
    }
    if (!isOpen(facts.path)) {
      if (!hasToken(facts)) return errorPage(401);
      core.devices.note(facts);
    }
    const response = await parts.route(request, facts);
    return withBodyFaults(response, facts, faults, clock);
  }

  function hasToken(facts: RequestFacts): boolean {
    return token === null || facts.token === token;
  }
}

const noFaults: Pick<FaultBook, 'strike'> = { strike: () => undefined };

/** Whether a request needs no token: the identity, and segments, whose path holds the session id. */
function isOpen(path: string): boolean {
  return path === '/identity' || isSegmentPath(path);
}

function pathUnder(basePath: string, pathname: string): string | undefined {
  if (basePath === '') return pathname;
  if (pathname === basePath) return '/';
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;
}

function withCors(response: Response, cors: boolean, request: Request): Response {
  if (!cors) return response;
  const { headers } = response;
  headers.set('Access-Control-Allow-Origin', '*');
  headers.set(
    'Access-Control-Expose-Headers',
    'Accept-Ranges, Content-Length, Content-Range, Retry-After, X-Plex-Container-Start, X-Plex-Container-Total-Size, X-Plex-Protocol',
  );
  if (request.method === 'OPTIONS') {
    headers.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE, OPTIONS');
    const asked = request.headers.get('Access-Control-Request-Headers');
    headers.set('Access-Control-Allow-Headers', asked ?? '*');
    headers.set('Access-Control-Max-Age', '86400');
  }
  return response;
}

function keepRecord(
  { requests, core, token }: RequestHandlerParts,
  facts: RequestFacts,
): RequestRecord {
  const shown = [...facts.query].filter(([name]) => name.toLowerCase() !== 'x-plex-token');
  const masked = (text: string) => maskToken(text, token);
  const query = Object.fromEntries(shown.map((pair) => pair.map(masked) as [string, string]));
  const record: RequestRecord = Object.freeze({
    id: facts.requestId,
    time: core.clock.now(),
    method: facts.method,
    path: masked(facts.path),
    query,
    clientIdentifier: facts.sentClientIdentifier && masked(facts.sentClientIdentifier),
    playbackId: facts.playbackId && masked(facts.playbackId),
    transcodeId: facts.transcodeId && masked(facts.transcodeId),
    range: facts.range && masked(facts.range),
    status: undefined,
  });
  pushCapped(requests, record);
  core.changed();
  return record;
}

function finishRecord(
  { requests, core }: RequestHandlerParts,
  record: RequestRecord,
  status: number,
): void {
  const at = requests.lastIndexOf(record);
  if (at >= 0) requests[at] = Object.freeze({ ...record, status });
  core.changed();
}

/** A constant port for each client, so that the log shows one connection for each. */
function portOf(clientIdentifier: string): number {
  let hash = 0;
  for (const char of clientIdentifier) hash = (hash * 31 + char.charCodeAt(0)) % 16_000;
  return 49_152 + hash;
}
