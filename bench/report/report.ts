import type { PeerInfo } from '../peers.ts';
import { type Measurement, takePart } from '../runner/measurement.ts';
import type { StoredResult } from '../runner/results.ts';
import type { MeasurementResult } from '../runner/run-measurement.ts';
import { cell } from './cell.ts';
import type { Sections } from './kept-sections.ts';
import { markdownTable } from './markdown-table.ts';

/** The rows of one measurement. */
export function resultTable(
  measurement: Measurement,
  { samples }: MeasurementResult,
  allPeers: readonly PeerInfo[],
): string {
  const peers = takePart(measurement, allPeers);
  return markdownTable(
    [measurement.title, ...peers.map(({ title }) => title)],
    measurement.figures.map((figure) => [
      figure.title,
      ...peers.map(({ name }) => cell(figure, name, samples)),
    ]),
  );
}

/** The page docs/bench.md. A measurement without a result keeps the section that it has, and is left out without one. */
export function reportPage(
  measurements: readonly Measurement[],
  results: ReadonlyMap<string, StoredResult>,
  peers: readonly PeerInfo[],
  kept: Sections = new Map(),
): string {
  const versions = new Set([...results.values()].map(describeVersions));
  const keepsSome = measurements.some(({ name, title }) => !results.has(name) && kept.has(title));
  const isShared = versions.size === 1 && !keepsSome;
  const parts = measurements.flatMap((measurement) => {
    const result = results.get(measurement.name);
    const section = kept.get(measurement.title);
    if (!result) return section === undefined ? [] : [`## ${measurement.title}`, section];
    const rounds = result.rounds === 1 ? 'one round' : `${result.rounds} rounds`;
    return [
      `## ${measurement.title}`,
      resultTable(measurement, result, peers),
      measurement.method,
      `Measured on ${result.date}, ${rounds}.${isShared ? '' : ` ${describeVersions(result)}`}`,
      ...(result.failures.length > 0
        ? [`Failed:\n\n${result.failures.map((failure) => `- ${failure}`).join('\n')}`]
        : []),
    ];
  });
  const shared = isShared ? [...versions] : [];
  return `${[introduction, ...shared, ...parts].join('\n\n')}\n`;
}

function describeVersions({ versions }: StoredResult): string {
  return `Versions: ${versions.join(', ')}.`;
}

const introduction = `# Bench

Written by \`npm run bench\`; see [bench/README.md](../bench/README.md). Do not edit.

coplay and other players play the same film from the same emulated Plex server in one browser. The runs are
interleaved: each round measures every player once. A ratio is the median of a player divided by the median of bare
dash.js in the same run; the 90 % bootstrap interval is in brackets. Absolute times depend on the machine: compare
ratios. Bare dash.js is a \`<video>\` without controls, not React.`;
