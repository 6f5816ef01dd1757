import { parseArgs } from 'node:util';
import { measurements } from '../measurements/measurements.ts';
import { BARE, type PeerInfo, peers } from '../peers.ts';
import type { Measurement } from './measurement.ts';

export interface BenchOptions {
  readonly measurements: readonly Measurement[];
  readonly peers: readonly PeerInfo[];
  readonly runs: number;
  /** Whether all peers take part: only then is the report written. */
  readonly allPeers: boolean;
}

export const usage = `npm run bench -- [options]

  --only <names>   measurements, by comma: ${measurements.map(({ name }) => name).join(', ')} (all)
  --peers <names>  players, by comma: ${peers.map(({ name }) => name).join(', ')} (all)
  --runs <n>       rounds of the first frame; the other measurements take fewer (9)
  --help           this text

Results are stored in bench/.cache/results, one file per measurement, and docs/bench.md is written from them:
\`--only\` replaces one section of the report. A run with \`--peers\` is printed and not stored.`;

/** @returns undefined when the text of the usage is asked for. @throws Error that names what it can't read */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      peers: { type: 'string' },
      runs: { type: 'string', default: '9' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
  const chosen = pick('--peers', peers, values.peers);
  // Ratios need what they are compared with.
  const withBare = peers.filter((peer) => peer.name === BARE || chosen.includes(peer));
  return {
    measurements: pick('--only', measurements, values.only),
    peers: withBare,
    runs,
    allPeers: withBare.length === peers.length,
  };
}

function pick<T extends { readonly name: string }>(
  option: string,
  all: readonly T[],
  names: string | undefined,
): readonly T[] {
  if (names === undefined) return all;
  const wanted = names.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !all.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(`${option} knows no "${unknown}": ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name }) => wanted.includes(name));
}
