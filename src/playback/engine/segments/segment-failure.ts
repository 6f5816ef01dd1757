import type { EngineFailure } from '../../core/engine-failure.ts';
import type { SegmentStep } from './next-segment-step.ts';
import type { Fetched } from './segment-fetch.ts';
import type { SegmentVerdict } from './segment-verdict.ts';

type Reason = Extract<SegmentStep, { readonly kind: 'fail' }>['reason'];

const kinds: Readonly<Record<Exclude<SegmentVerdict, 'full'>, EngineFailure['kind']>> = {
  empty: 'segment-gone',
  gone: 'segment-gone',
  silent: 'segment-gone',
  slow: 'slow',
  away: 'network',
  refused: 'refused',
  oversize: 'refused',
};

/** The failure behind the last answer for a segment. */
export function failureOf({ verdict, status }: Fetched, reason: Reason): EngineFailure {
  const cause = new Error(`A media segment is not available: ${verdict}, HTTP ${status}.`);
  const kind = verdict === 'full' ? 'segment-gone' : kinds[verdict];
  return { kind: reason === 'answer' ? kind : reason, status, final: true, cause };
}
