import {
  anyCount,
  anyNumber,
  type Check,
  type Checks,
  isPlainObject,
  milliseconds,
  name,
  optional,
  readFields,
  text,
  wholeMilliseconds,
  wholeNumberBetween,
} from './check-fields.ts';
import type { Fault } from './fault.ts';

/** A header holds visible ASCII, and blanks between. */
const headerValue: Check = {
  accepts: (value) => typeof value === 'string' && /^[!-~]+(?: [!-~]+)*$/.test(value),
  wants: 'a text of ASCII characters',
};
const stamp: Check = {
  accepts: (value) => typeof value === 'string' && /^\d{1,15}$/.test(value),
  wants: 'a text of digits',
};

/** The fields of each kind of fault. */
const fields: { readonly [K in Fault['kind']]: Checks } = {
  status: {
    // A `Response` can have no other status.
    status: wholeNumberBetween(200, 599),
    retryAfter: optional(wholeMilliseconds),
    location: optional(headerValue),
  },
  unreachable: {},
  latency: { milliseconds },
  'cut-body': { bytes: anyCount },
  truncate: { bytes: anyCount },
  trickle: { bytes: wholeNumberBetween(1, Number.MAX_SAFE_INTEGER), everyMs: milliseconds },
  body: {
    body: {
      accepts: (value) => typeof value === 'string' || typeof value === 'function',
      wants: text.wants,
    },
    contentType: optional(headerValue),
  },
  'no-cors': {},
  'empty-segments': { last: optional(anyCount) },
  bandwidth: { aboveKbps: anyNumber, status: optional(wholeNumberBetween(400, 599)) },
  'new-stamp': { ratingKey: name, stamp },
  'new-rating-key': { ratingKey: name, newRatingKey: name },
  'longer-metadata': { ratingKey: name, byMs: wholeMilliseconds },
  'shorter-metadata': { ratingKey: name, byMs: wholeMilliseconds },
};

const targetFields: Checks = {
  path: optional({
    accepts: (value) => value instanceof RegExp || name.accepts(value),
    wants: name.wants,
  }),
  method: optional(name),
  clientIdentifier: optional(name),
  playbackId: optional(name),
  transcodeId: optional(name),
};

/**
 * A copy of a fault, which may come from untyped code or as JSON. It has the known fields only.
 * @throws RangeError that names the wrong field
 */
export function checkFault(fault: unknown): Fault {
  const kind = isPlainObject(fault) ? fault.kind : undefined;
  if (!isKind(kind))
    throw new RangeError(`coplay: \`kind\` of a fault must be one of ${kinds.join(', ')}.`);
  const checks = { ...fields[kind], times: optional(anyCount) };
  const known = readFields(fault, checks, `the fault \`${kind}\``);
  const { on } = fault as { readonly on?: unknown };
  const isAimed = (on ?? undefined) !== undefined;
  const target = isAimed && { on: readFields(on, targetFields, '`on`') };
  return { kind, ...known, ...target } as unknown as Fault;
}

const kinds = Object.keys(fields);

function isKind(kind: unknown): kind is Fault['kind'] {
  return kinds.some((known) => known === kind);
}
