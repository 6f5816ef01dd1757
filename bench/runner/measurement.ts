import type { PeerInfo } from '../peers.ts';
import type { Lab } from './lab.ts';

/** One row of the report. */
export interface Figure {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** `ratio`: shown as a multiple of bare dash.js. `absolute`: shown as it is. @default 'absolute' */
  readonly show?: 'ratio' | 'absolute' | undefined;
  /** Digits after the point of an absolute value. @default 0 */
  readonly digits?: number | undefined;
}

/** A number in the unit of its figure, or `stuck` for a player that did not recover. */
export type Value = number | 'stuck';

/** One value of one round. Ratios are formed within a round. */
export interface Sample {
  readonly figure: string;
  readonly peer: string;
  readonly round: number;
  readonly value: Value;
}

/** One file of `measurements`. */
export interface Measurement {
  /** Name on the command line. */
  readonly name: string;
  readonly title: string;
  /** How it is measured, for the report. */
  readonly method: string;
  readonly figures: readonly Figure[];
  /** Number of rounds for `--runs`. */
  rounds(runs: number): number;
  /** Measures one player once. */
  measure(lab: Lab, peer: PeerInfo): Promise<Readonly<Record<string, Value>>>;
  /** Whether all players are measured at the same time: for values that do not depend on CPU load. @default false */
  readonly atOnce?: boolean | undefined;
  /** The players that take part, by name. @default all */
  readonly only?: readonly string[] | undefined;
}

/** The players of a measurement among those given. */
export function takePart({ only }: Measurement, peers: readonly PeerInfo[]): readonly PeerInfo[] {
  return only ? peers.filter(({ name }) => only.includes(name)) : peers;
}
