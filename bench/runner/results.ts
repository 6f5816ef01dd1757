import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';
import type { MeasurementResult } from './run-measurement.ts';

const folder = join(import.meta.dirname, '../.cache/results');

/** A result, and the versions of what took part in it. */
export interface StoredResult extends MeasurementResult {
  readonly versions: readonly string[];
}

export async function storeResult(result: StoredResult): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${result.name}.json`), JSON.stringify(result));
}

/** The latest result of each measurement that has one. */
export async function readResults(
  measurements: readonly Measurement[],
): Promise<ReadonlyMap<string, StoredResult>> {
  const stored = new Map<string, StoredResult>();
  for (const { name } of measurements) {
    const text = await readFile(join(folder, `${name}.json`), 'utf8').catch(() => undefined);
    if (text !== undefined) stored.set(name, JSON.parse(text) as StoredResult);
  }
  return stored;
}
