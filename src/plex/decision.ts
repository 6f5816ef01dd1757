import type { PlexConnection } from './connection.ts';
import { PlexError } from './errors.ts';
import { type PlexItem, wrappedItems } from './item.ts';
import { asNumber, asText, guarded, type JsonRecord, mediaContainer } from './json-fields.ts';
import { decisionUrl } from './media-urls.ts';
import type { PlexPart } from './part.ts';
import { readJson } from './read-json.ts';
import { redact } from './redact.ts';
import { serverText } from './server-text.ts';
import type { TranscodeRequest } from './transcode-query.ts';

/** A code and its text. 1xxx: accepted, 2xxx: general errors, 3xxx: no direct play, 4xxx: no conversion. */
export interface DecisionCode {
  readonly code: number;
  /** The text of the server. Empty when it gave none. */
  readonly text: string;
}

/** The fields `…DecisionCode` and `…DecisionText` of an answer, by subject. The server may leave out any. */
export interface DecisionCodes {
  /** The decision as a whole. From 2000 on it is a refusal, whatever the other codes say. */
  readonly general?: DecisionCode | undefined;
  /** Direct play of the file. */
  readonly directPlay?: DecisionCode | undefined;
  /** Conversion of the file. */
  readonly transcode?: DecisionCode | undefined;
  /** The media decision engine, in newer servers. */
  readonly mde?: DecisionCode | undefined;
}

/** What the server will do: serve the file, convert it, or neither. */
export type PlexDecision =
  | {
      readonly outcome: 'directplay' | 'transcode';
      readonly item: PlexItem;
      /** The file that the decision is about. */
      readonly part: PlexPart;
      readonly codes: DecisionCodes;
      /** The session id of the server. It equals X-Plex-Session-Identifier if the server accepted that. */
      readonly resourceSession?: string | undefined;
    }
  | {
      readonly outcome: 'refused';
      /** 2000 or higher, see {@link DecisionCode}. 2000 when the server gave none. */
      readonly code: number;
      /** The most telling text of the server, to show to the viewer. Empty when it gave none. */
      readonly text: string;
      readonly codes: DecisionCodes;
      /** `availableBandwidth`: the bandwidth that the server has left, in kbps, where that is the reason. */
      readonly availableKbps?: number | undefined;
      readonly item?: PlexItem | undefined;
    };

/**
 * Asks the server what it will do with an item, which also registers the session. Request it before any start or part: without
 * it newer servers refuse, and older ones end another stream.
 * @throws PlexError by HTTP status, `server-unreachable` or `bad-response`. A refusal is a value.
 */
export async function requestDecision(
  connection: PlexConnection,
  request: TranscodeRequest,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<PlexDecision> {
  const response = await connection.fetch(decisionUrl(connection, request), options);
  return readDecision(response, connection.redact, options.signal);
}

/** Reads the answer to {@link decisionUrl}. Throws as {@link requestDecision} does. */
export async function readDecision(
  response: Response,
  clean: (text: string) => string,
  signal?: AbortSignal,
): Promise<PlexDecision> {
  return parseDecision(await readJson(response, signal), clean);
}

/**
 * Reads the answer to a decision. Codes may be numbers or text, the item may be in `Metadata`, `Video` or `Track`, and a list of
 * one may be a single object.
 * @throws PlexError `bad-response`, and no other error for any input.
 */
export function parseDecision(
  body: unknown,
  clean: (text: string) => string = redact,
): PlexDecision {
  const decision = guarded(() => decisionFrom(body, clean));
  if (decision) return decision;
  throw new PlexError(
    'bad-response',
    'coplay: the answer is not a decision. Check that the base URL leads to a Plex Media Server.',
  );
}

/** Codes for want of bandwidth: for anything (2001), and for direct play (3001). Observed by clients of Plex Media Server. */
const noBandwidth: readonly number[] = [2001, 3001];

/** Turns a refusal into an error, for callers that throw: `bandwidth` or `refused`. */
export function refusedError(decision: {
  readonly code: number;
  readonly text: string;
  readonly availableKbps?: number | undefined;
}): PlexError {
  const words = decision.text === '' ? '' : ` It says: "${decision.text}"`;
  if (noBandwidth.includes(decision.code))
    return new PlexError(
      'bandwidth',
      `coplay: the Plex server has not enough bandwidth for this item (code ${decision.code}).${words} Ask for a lower bitrate: maxVideoBitrateKbps or musicBitrateKbps.`,
      { availableKbps: decision.availableKbps },
    );
  return new PlexError(
    'refused',
    `coplay: the Plex server can't play this item here (code ${decision.code}).${words} Try another version of the item, or check the server's transcoder.`,
  );
}

function decisionFrom(body: unknown, clean: (text: string) => string): PlexDecision | undefined {
  const container = mediaContainer(body);
  if (!container) return undefined;
  const read = (name: keyof DecisionCodes) => codeFrom(container, name, clean);
  const codes: DecisionCodes = {
    general: read('general'),
    directPlay: read('directPlay'),
    transcode: read('transcode'),
    mde: read('mde'),
  };
  const item = wrappedItems(body)[0]?.item;
  const part = item && decidedPart(item.parts);
  const outcome = part?.decision ?? outcomeByCode(codes);
  if (outcome === 'none' || isRefused(codes, outcome))
    return {
      outcome: 'refused',
      ...refusalOf(codes),
      codes,
      availableKbps: asNumber(container.availableBandwidth),
      item,
    };
  if (!outcome || !item || !part) return undefined;
  return { outcome, item, part, codes, resourceSession: asText(container.resourceSession) };
}

/**
 * Whether the codes refuse the item. 3xxx of the engine only denies direct play, and what counts then is the conversion: Plex Web
 * plays an answer of 3001 with a transcode code of 1001.
 */
function isRefused({ general, mde, transcode }: DecisionCodes, outcome?: string): boolean {
  if (isFailure(general) || (isFailure(mde) && !isNoDirectPlay(mde))) return true;
  return isFailure(transcode) && outcome !== 'directplay';
}

/**
 * The first code, and the sentence that says most: why there is no conversion; before a general "neither" that the bandwidth does not
 * suffice.
 */
function refusalOf({ general, mde, transcode, directPlay }: DecisionCodes): DecisionCode {
  const given = [general, mde, transcode, directPlay].filter((code) => code !== undefined);
  const failed = given.filter(isFailure);
  const said = failed.filter(({ text }) => text);
  const { text = '' } =
    said.find((one) => one === transcode || one.code >= 4000) ??
    said.find((one) => (one === general ? one.code !== 2000 : one.code === 3001)) ??
    said[0] ??
    {};
  return { code: failed[0]?.code ?? 2000, text };
}

/** The part that the decision is about: it may list several versions. */
function decidedPart(parts: readonly PlexPart[]): PlexPart | undefined {
  const decided = parts.filter(({ decision }) => decision !== undefined);
  return (
    decided.find(({ selected }) => selected) ??
    decided.find(({ decision }) => decision !== 'none') ??
    decided[0] ??
    parts.find(({ selected }) => selected) ??
    parts[0]
  );
}

/** The outcome by the codes, for answers in which no file has a decision. A 3xxx code means conversion. */
function outcomeByCode({ general, mde, directPlay, transcode }: DecisionCodes) {
  const code = general ?? mde;
  if (code && !isFailure(code)) return code.code === 1000 ? 'directplay' : 'transcode';
  if (directPlay && !isFailure(directPlay)) return 'directplay';
  if (transcode) return isFailure(transcode) ? 'none' : 'transcode';
  return code && 'none';
}

function isFailure(code: DecisionCode | undefined): boolean {
  return code !== undefined && code.code >= 2000;
}

function isNoDirectPlay({ code = 0 }: Partial<DecisionCode> = {}): boolean {
  return code >= 3000 && code < 4000;
}

function codeFrom(
  container: JsonRecord,
  name: 'general' | 'directPlay' | 'transcode' | 'mde',
  clean: (text: string) => string,
): DecisionCode | undefined {
  const code = asNumber(container[`${name}DecisionCode`]);
  if (code === undefined) return undefined;
  return { code, text: serverText(container[`${name}DecisionText`], clean) ?? '' };
}
