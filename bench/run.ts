/**
 * Measures coplay beside other players, prints the tables, and writes them to docs/bench.md.
 *
 *   npm run bench -- --only first-frame --peers coplay,media-chrome --runs 15
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measurements } from './measurements/measurements.ts';
import { peers } from './peers.ts';
import { sectionsOf } from './report/kept-sections.ts';
import { reportPage, resultTable } from './report/report.ts';
import { Lab } from './runner/lab.ts';
import { type BenchOptions, readOptions, usage } from './runner/options.ts';
import { buildLibrary, installPeers } from './runner/prepare.ts';
import { readResults, storeResult } from './runner/results.ts';
import { runMeasurement } from './runner/run-measurement.ts';
import { readVersions } from './runner/versions.ts';

const reportFile = join(import.meta.dirname, '../docs/bench.md');

function readCommandLine(): BenchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

async function run(options: BenchOptions): Promise<void> {
  await installPeers();
  await buildLibrary();
  console.log('Building the pages …');
  const lab = await Lab.open(options.peers);
  try {
    const versions = await readVersions(options.peers, lab.browser.version());
    for (const measurement of options.measurements) {
      const result = await runMeasurement(lab, measurement, options.peers, options.runs);
      console.log(`\n${resultTable(measurement, result, options.peers)}\n`);
      for (const failure of result.failures) console.error(failure);
      if (options.allPeers) await storeResult({ ...result, versions });
    }
  } finally {
    await lab.close();
  }
  if (!options.allPeers) return;
  // This machine may not have measured all of them.
  const kept = sectionsOf(await readFile(reportFile, 'utf8').catch(() => ''), measurements);
  const results = await readResults(measurements);
  await writeFile(reportFile, reportPage(measurements, results, peers, kept));
  console.log('Written to docs/bench.md.');
}

const options = readCommandLine();
if (options) await run(options);
else console.log(usage);
