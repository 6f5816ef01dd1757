import { describe, expect, it } from 'vitest';
import type { Measurement } from '../runner/measurement.ts';
import type { StoredResult } from '../runner/results.ts';
import { sectionsOf } from './kept-sections.ts';
import { reportPage } from './report.ts';

const measurement = (name: string): Measurement =>
  ({ name, title: `The ${name}`, method: `How the ${name} is measured.`, figures: [] }) as never;
const measurements = [measurement('bytes'), measurement('frame'), measurement('list')];
const result = (name: string, version = 'coplay 1'): [string, StoredResult] => [
  name,
  { name, samples: [], rounds: 1, date: '2026-01-02', failures: [], versions: [version] } as never,
];
const page = (...results: [string, StoredResult][]) =>
  reportPage(measurements, new Map(results), []);
const section = (text: string, title: string) =>
  text
    .split(/^## /m)
    .find((one) => one.startsWith(title))
    ?.trim();

describe('the page of the bench', () => {
  it('keeps the sections that were not measured, as they are, in the order of the report', () => {
    const before = page(result('bytes'), result('frame', 'coplay 2'), result('list'));
    const only = new Map([result('frame', 'coplay 3')]);
    const after = reportPage(measurements, only, [], sectionsOf(before, measurements));
    expect(after.match(/^## .*/gm)).toEqual(before.match(/^## .*/gm));
    for (const title of ['The bytes', 'The list'])
      expect(section(after, title)).toBe(section(before, title));
    expect(section(after, 'The frame')).toMatch(/Versions: coplay 3\./);
    // Once more changes nothing.
    expect(reportPage(measurements, only, [], sectionsOf(after, measurements))).toBe(after);
  });

  it('gives each section its versions where those of all stood above', () => {
    const before = page(result('bytes'), result('list'));
    expect(before.match(/Versions/g)).toHaveLength(1);
    const only = new Map([result('frame', 'coplay 2')]);
    const after = reportPage(measurements, only, [], sectionsOf(before, measurements));
    const ofEach = ['The bytes', 'The frame', 'The list'].map(
      (title) => /Versions: (.*)\./.exec(section(after, title) ?? '')?.[1],
    );
    expect(ofEach).toEqual(['coplay 1', 'coplay 2', 'coplay 1']);
    expect(after.split('## ')[0]).not.toContain('Versions');
  });

  it('forgets sections of measurements that are no more, and begins without a page', () => {
    const before = page(result('bytes'), result('list'));
    expect([...sectionsOf(before, [measurement('list')]).keys()]).toEqual(['The list']);
    expect(sectionsOf('', measurements).size).toBe(0);
  });
});
