import type { EvictionRule } from '../server-options.ts';
import type { MediaKind } from '../server-snapshot.ts';

/** The properties of a stream that the rules compare. */
export interface Stream {
  readonly playbackId: string;
  readonly clientIdentifier: string;
  readonly kind: MediaKind;
  readonly decision: 'directplay' | 'transcode';
  /** Whether there was a decision. */
  readonly decided: boolean;
  /** Whether a session identifier was sent. */
  readonly ownId: boolean;
  /** Order of arrival. */
  readonly order: number;
}

type Rule = (newcomer: Stream, older: Stream) => boolean;

const adhoc: Rule = (newcomer) => !newcomer.decided;

const clientStrict: Rule = (newcomer, older) =>
  newcomer.clientIdentifier === older.clientIdentifier;

const client: Rule = (newcomer, older) =>
  clientStrict(newcomer, older) &&
  !(newcomer.decided && newcomer.ownId && older.decided && older.ownId);

const accountMusic: Rule = (newcomer, older) =>
  [newcomer, older].every((stream) => stream.kind === 'music' && stream.decision === 'transcode');

const RULES: Readonly<Record<EvictionRule, readonly Rule[]>> = {
  off: [],
  adhoc: [adhoc],
  client: [client],
  'client-strict': [clientStrict],
  'account-music': [accountMusic],
  strict: [adhoc, clientStrict, accountMusic],
};

/**
 * The streams that end because this one begins. All belong to the same account. The text of subtitles is no rival of its film: Plex
 * Web fetches it beside the running video, with the same client identifier.
 */
export function findVictims<T extends Stream>(
  rule: EvictionRule,
  newcomer: Stream,
  streams: readonly T[],
): T[] {
  return streams.filter(
    (stream) =>
      stream.order < newcomer.order &&
      stream.playbackId !== newcomer.playbackId &&
      [stream, newcomer].every(({ kind }) => kind !== 'subtitles') &&
      RULES[rule].some((ends) => ends(newcomer, stream)),
  );
}
