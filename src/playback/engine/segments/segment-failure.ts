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

/** What the viewer reads, where the sentence of the error's code does not say it. */
const sentences: { readonly [Kind in EngineFailure['kind']]?: string } = {
  'cut-short':
    'The Plex server has no more media of this item, though it should be longer. Let the server analyze it again, or choose another version of it.',
  slow: 'The connection to the Plex server is too slow to play this. Check the network or ask for a lower bitrate (maxVideoBitrateKbps, musicBitrateKbps), then press Retry.',
};

/** The failure behind the last answer for a segment. */
export function failureOf({ verdict, status }: Fetched, reason: Reason): EngineFailure {
  const cause = new Error(`A media segment is not available: ${verdict}, HTTP ${status}.`);
  const answered = verdict === 'full' ? 'segment-gone' : kinds[verdict];
  const kind = reason === 'answer' ? answered : reason;
  return { kind, status, text: sentences[kind], final: true, cause };
}
