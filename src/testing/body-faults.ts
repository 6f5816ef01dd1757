import type { RequestFault } from './fault.ts';
import type { FaultBook } from './faults.ts';
import type { RequestFacts } from './http/request-facts.ts';
import type { VirtualClock } from './virtual-clock.ts';

type FaultOf<K extends RequestFault['kind']> = Extract<RequestFault, { kind: K }>;

/** The answer after all faults that change its body. An answer without a body stays as it is. */
export async function withBodyFaults(
  response: Response,
  facts: RequestFacts,
  faults: Pick<FaultBook, 'strike'>,
  clock: VirtualClock,
): Promise<Response> {
  if (!response.body || facts.method === 'HEAD') return response;
  const other = faults.strike('body', facts);
  let answer = other ? await replaceBody(response, other) : response;
  const shorter = faults.strike('truncate', facts);
  if (shorter) answer = await truncate(answer, shorter.bytes);
  const slow = faults.strike('trickle', facts);
  if (slow) answer = trickle(answer, slow, clock, facts.signal);
  const cut = faults.strike('cut-body', facts);
  return cut ? cutBody(answer, cut.bytes) : answer;
}

async function replaceBody(
  response: Response,
  { body, contentType }: FaultOf<'body'>,
): Promise<Response> {
  const isEdit = typeof body === 'function';
  const text = isEdit ? body(await response.text()) : body;
  if (!isEdit) await response.body?.cancel();
  const headers = new Headers(response.headers);
  if (contentType) headers.set('Content-Type', contentType);
  if (!isEdit) headers.delete('Content-Range');
  return withBody(new TextEncoder().encode(text), headers, isEdit ? response.status : 200);
}

async function truncate(response: Response, bytes: number): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  return withBody(whole.subarray(0, bytes), new Headers(response.headers), response.status);
}

function withBody(body: Uint8Array<ArrayBuffer>, headers: Headers, status: number): Response {
  headers.set('Content-Length', `${body.byteLength}`);
  return new Response(body, { status, headers });
}

/** A response whose body arrives in pieces, by the clock of the server. */
function trickle(
  response: Response,
  { bytes, everyMs }: FaultOf<'trickle'>,
  clock: VirtualClock,
  signal: AbortSignal,
): Response {
  let whole: Uint8Array<ArrayBuffer> | undefined;
  let at = 0;
  const cancelled = new AbortController();
  const ended = AbortSignal.any([signal, cancelled.signal]);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        whole ??= new Uint8Array(await response.arrayBuffer());
        if (at > 0 && at < whole.byteLength) await clock.wait(everyMs, ended);
        if (cancelled.signal.aborted) return;
        if (signal.aborted) return controller.error(signal.reason);
        const piece = whole.slice(at, at + bytes);
        at += bytes;
        if (piece.byteLength > 0) controller.enqueue(piece);
        if (at >= whole.byteLength) controller.close();
      },
      cancel: () => cancelled.abort(),
    },
    // Nothing is read ahead, so that the pace is that of the fault.
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}

/** A response whose connection breaks after so many bytes of the body. The declared length stays. */
function cutBody(response: Response, bytes: number): Response {
  if (!response.body) return response;
  const reader = response.body.getReader();
  let left = bytes;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) return controller.close();
      const piece = value.subarray(0, left);
      left -= piece.byteLength;
      if (piece.byteLength > 0) controller.enqueue(piece);
      if (piece.byteLength === value.byteLength) return;
      await reader.cancel();
      // An error discards bytes that are not read yet: wait until they are.
      await new Promise((resolve) => setTimeout(resolve, 10));
      controller.error(new TypeError('coplay: the connection was cut by an injected fault.'));
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
