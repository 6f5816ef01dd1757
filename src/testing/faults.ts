import { checkFault } from './check-fault.ts';
import type { Fault, FaultTarget, RequestFault } from './fault.ts';
import type { RequestFacts } from './http/request-facts.ts';
import type { ItemChange } from './library/library-item.ts';

/** The faults that are active. */
export interface FaultBook {
  /** Adds a fault; the returned function removes it. @throws RangeError for an invalid fault. */
  add(fault: Fault): () => void;
  /** The first active fault of this kind that matches the request and for which `applies` is true. Counts it as used. */
  strike<K extends RequestFault['kind']>(
    kind: K,
    request: RequestFacts,
    applies?: (fault: Extract<RequestFault, { kind: K }>) => boolean,
  ): Extract<RequestFault, { kind: K }> | undefined;
  changesOf(ratingKey: string): ItemChange;
}

export function createFaultBook(changed: () => void): FaultBook {
  const entries = new Set<{ readonly fault: Fault; struck: number }>();
  return {
    add(given) {
      checkFault(given);
      const fault = structuredClone(given);
      const entry = { fault, struck: 0 };
      entries.add(entry);
      changed();
      return () => {
        if (entries.delete(entry)) changed();
      };
    },
    strike<K extends RequestFault['kind']>(
      kind: K,
      request: RequestFacts,
      applies: (fault: Extract<RequestFault, { kind: K }>) => boolean = () => true,
    ) {
      for (const entry of entries) {
        const { fault } = entry;
        if (!isOfKind(fault, kind)) continue;
        if (entry.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
        if (!fits(fault.on, request) || !applies(fault)) continue;
        entry.struck += 1;
        return fault;
      }
      return undefined;
    },
    changesOf(ratingKey) {
      const change: { -readonly [K in keyof ItemChange]: ItemChange[K] } = {};
      for (const { fault } of entries) {
        if (!('ratingKey' in fault) || fault.ratingKey !== ratingKey) continue;
        if (fault.kind === 'new-stamp') change.stamp = fault.stamp;
        if (fault.kind === 'new-rating-key') change.ratingKey = fault.newRatingKey;
        if (fault.kind === 'longer-metadata') change.extraDurationMs = fault.byMs;
      }
      return change;
    },
  };
}

function isOfKind<K extends RequestFault['kind']>(
  fault: Fault,
  kind: K,
): fault is Extract<RequestFault, { kind: K }> {
  return fault.kind === kind;
}

function fits(target: FaultTarget | undefined, request: RequestFacts): boolean {
  if (!target) return true;
  const { path, method, clientIdentifier, playbackId, transcodeId } = target;
  if (path instanceof RegExp ? request.path.search(path) < 0 : !request.path.includes(path ?? '')) {
    return false;
  }
  return (
    (method ?? request.method).toUpperCase() === request.method &&
    (clientIdentifier ?? request.sentClientIdentifier) === request.sentClientIdentifier &&
    (playbackId ?? request.playbackId) === request.playbackId &&
    (transcodeId ?? request.transcodeId) === request.transcodeId
  );
}

/** A response whose connection breaks after so many bytes of the body. The declared length stays. */
export function cutBody(response: Response, bytes: number): Response {
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
