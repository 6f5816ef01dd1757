import type { PeerInfo } from '../peers.ts';
import type { Measurement } from '../runner/measurement.ts';
import type { MeasurementResult } from '../runner/run-measurement.ts';
import { cell } from './cell.ts';
import { markdownTable } from './markdown-table.ts';

/** The rows of one measurement. */
export function resultTable(
  measurement: Measurement,
  { samples }: MeasurementResult,
  peers: readonly PeerInfo[],
): string {
  return markdownTable(
    [measurement.title, ...peers.map(({ title }) => title)],
    measurement.figures.map((figure) => [
      figure.title,
      ...peers.map(({ name }) => cell(figure, name, samples)),
    ]),
  );
}

/** The page docs/bench.md. Measurements without a result are left out. */
export function reportPage(
  measurements: readonly Measurement[],
  results: ReadonlyMap<string, MeasurementResult & { readonly versions: readonly string[] }>,
  peers: readonly PeerInfo[],
): string {
  const parts = measurements.flatMap((measurement) => {
    const result = results.get(measurement.name);
    if (!result) return [];
    return [
      `## ${measurement.title}`,
      resultTable(measurement, result, peers),
      measurement.method,
      `${result.date}, ${result.rounds === 1 ? 'one round' : `${result.rounds} rounds`}. ${result.versions.join(', ')}.`,
      ...(result.failures.length > 0
        ? [`Failed:\n\n${result.failures.map((failure) => `- ${failure}`).join('\n')}`]
        : []),
    ];
  });
  return `${[introduction, ...parts].join('\n\n')}\n`;
}

const introduction = `# Bench

Written by \`npm run bench\`; see [bench/README.md](../bench/README.md). Do not edit.

coplay beside other players, on the same emulated server, with the same film, in one browser, in turns: each round
measures every player once. A ratio is the median of a player over the median of bare dash.js within the same run;
the numbers in brackets are its 90 % bootstrap interval. Absolute times depend on the machine and what else it does:
compare ratios, not times.`;
