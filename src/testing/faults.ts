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
      const fault = checkFault(given);
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
        const { extraDurationMs = 0 } = change;
        if (fault.kind === 'longer-metadata') change.extraDurationMs = extraDurationMs + fault.byMs;
        if (fault.kind === 'shorter-metadata')
          change.extraDurationMs = extraDurationMs - fault.byMs;
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
