import type { Fault } from './fault.ts';

type Check = (value: unknown) => boolean;

const isAmount: Check = (value) => typeof value === 'number' && value >= 0;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isPiece: Check = (value) => Number.isInteger(value) && isAmount(value) && value !== 0;
/** The statuses that a `Response` can have. Those below are no final answers. */
const isStatus: Check = (value) => isAmount(value) && isIn(value as number, 200, 599);
const isFailure: Check = (value) => isAmount(value) && isIn(value as number, 400, 599);
const isIn = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to;
/** What a header can hold: visible ASCII. */
const isUrl: Check = (value) => isText(value) && /^[!-~]+$/.test(value as string);
const isContentType: Check = (value) => isText(value) && /^[ -~]+$/.test(value as string);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

/** The fields of each kind of fault. */
const fields: { readonly [K in Fault['kind']]: Readonly<Record<string, Check>> } = {
  status: { status: isStatus, retryAfter: optional(isAmount), location: optional(isUrl) },
  unreachable: {},
  latency: { milliseconds: isAmount },
  'cut-body': { bytes: isAmount },
  truncate: { bytes: isAmount },
  trickle: { bytes: isPiece, everyMs: isAmount },
  body: {
    body: (value) => typeof value === 'string' || typeof value === 'function',
    contentType: optional(isContentType),
  },
  'no-cors': {},
  'empty-segments': { last: optional(isAmount) },
  bandwidth: { aboveKbps: isAmount, status: optional(isFailure) },
  'new-stamp': { ratingKey: isText, stamp: isText },
  'new-rating-key': { ratingKey: isText, newRatingKey: isText },
  'longer-metadata': { ratingKey: isText, byMs: isAmount },
  'shorter-metadata': { ratingKey: isText, byMs: isAmount },
};

const targetFields: Readonly<Record<string, Check>> = {
  path: optional((value) => isText(value) || value instanceof RegExp),
  method: optional(isText),
  clientIdentifier: optional(isText),
  playbackId: optional(isText),
  transcodeId: optional(isText),
};

/**
 * Checks a fault, which may come from untyped code or as JSON.
 * @throws RangeError that names the wrong field
 */
export function checkFault(fault: Fault): void {
  const kind = String((fault as Fault | null | undefined)?.kind);
  if (!Object.hasOwn(fields, kind))
    throw new RangeError(
      `coplay: a fault needs a \`kind\`: one of ${Object.keys(fields).join(', ')}.`,
    );
  checkFields(fault, { ...fields[fault.kind], times: optional(isAmount) }, `the fault \`${kind}\``);
  const { on } = fault as { readonly on?: unknown };
  if (on === undefined || on === null) return;
  if (typeof on !== 'object') throw new RangeError('coplay: `on` of a fault must be an object.');
  checkFields(on, targetFields, '`on`');
}

function checkFields(given: object, checks: Readonly<Record<string, Check>>, of: string): void {
  for (const [name, check] of Object.entries(checks)) {
    if (check((given as Record<string, unknown>)[name])) continue;
    throw new RangeError(`coplay: \`${name}\` of ${of} is missing or invalid.`);
  }
}
