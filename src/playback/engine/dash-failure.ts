import type { ErrorEvent } from 'dashjs';
import { classifyStatus, isTransient } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';

/** dash.js error codes (its Errors.js): 10, 11, 25 manifest; 15, 17 to 19, 26 to 28 segments; 3 decode; 23, 32, 35 unsupported. */
const kinds: Readonly<Record<number, EngineFailure['kind']>> = {
  2: 'network',
  3: 'decode',
  4: 'unsupported',
  10: 'manifest',
  11: 'manifest',
  15: 'segment-gone',
  17: 'segment-gone',
  18: 'segment-gone',
  19: 'segment-gone',
  20: 'decode',
  23: 'unsupported',
  25: 'manifest',
  26: 'segment-gone',
  27: 'segment-gone',
  28: 'segment-gone',
  31: 'manifest',
  32: 'unsupported',
  34: 'unsupported',
  35: 'unsupported',
};

/** Converts an error of dash.js. `undefined` for one that does not end playback, such as a failed clock synchronisation. */
export function dashFailure(
  event: ErrorEvent,
  redact: (text: string) => string,
): EngineFailure | undefined {
  if (typeof event.error === 'string') return undefined;
  const { code, message, data } = event.error as {
    code: number;
    message?: string;
    data?: { response?: { status?: number } } | null;
  };
  const kind = kinds[code];
  if (!kind) return undefined;
  const status = data?.response?.status;
  return {
    kind: kindOf(kind, status),
    status,
    final: true,
    cause: new Error(redact(`dash.js error ${code}: ${message ?? ''}`)),
  };
}

/** What the server answered tells more than the code. Status 0 stands for any request without an answer. */
function kindOf(kind: EngineFailure['kind'], status: number | undefined): EngineFailure['kind'] {
  // A manifest that is rejected is requested again: Plex answers 400 to starts that follow each other too fast.
  if (!status || kind !== 'segment-gone') return kind;
  const meaning = classifyStatus(status);
  if (meaning === 'rejected' || meaning === 'bad-response') return 'refused';
  // A busy server says nothing about the session.
  return isTransient(meaning) ? 'network' : kind;
}
