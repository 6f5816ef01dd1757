import type { Measurement } from '../runner/measurement.ts';

/** A section of docs/bench.md as it is there, without its heading. By the title of its measurement. */
export type Sections = ReadonlyMap<string, string>;

/**
 * Reads the sections of a page that {@link reportPage} wrote before. Where all share their versions, those stand above the first
 * section: each section gets them, since the next page may have several.
 */
export function sectionsOf(page: string, measurements: readonly Measurement[]): Sections {
  const [head = '', ...sections] = page.split(/^## /m);
  const shared = /^Versions: .*$/m.exec(head)?.[0];
  const kept = new Map<string, string>();
  for (const section of sections) {
    const [title = '', ...lines] = section.split('\n');
    const text = lines.join('\n').trim();
    if (!measurements.some((one) => one.title === title)) continue;
    kept.set(title, shared ? text.replace(/^Measured on .*$/m, `$& ${shared}`) : text);
  }
  return kept;
}
