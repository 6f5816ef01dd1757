import { expect, it } from 'vitest';
import type { Figure, Sample, Value } from '../runner/measurement.ts';
import { cell } from './cell.ts';

const time: Figure = { key: 'time', title: 'Time', unit: 'ms', show: 'ratio' };
const heap: Figure = { key: 'heap', title: 'Heap', unit: 'kB', digits: 1 };

function samples(figure: Figure, peer: string, values: readonly Value[]): Sample[] {
  return values.map((value, round) => ({ figure: figure.key, peer, round, value }));
}

it('shows a player as a multiple of bare dash.js, with the interval', () => {
  const all = [
    ...samples(time, 'bare', [100, 100, 100]),
    ...samples(time, 'coplay', [120, 120, 120]),
  ];
  expect(cell(time, 'bare', all)).toBe('1 (100 ms)');
  expect(cell(time, 'coplay', all)).toBe('1.20 [1.20–1.20]');
});

it('shows no interval for a single round', () => {
  const all = [...samples(time, 'bare', [100]), ...samples(time, 'coplay', [120])];
  expect(cell(time, 'coplay', all)).toBe('1.20');
});

it('compares only rounds that both have', () => {
  const all = [...samples(time, 'bare', [100, 1]), ...samples(time, 'coplay', [150])];
  expect(cell(time, 'coplay', all)).toBe('1.50');
});

it('shows an absolute value with its unit, and no minus zero', () => {
  expect(cell(heap, 'coplay', samples(heap, 'coplay', [12.34]))).toBe('12.3 kB');
  expect(cell(heap, 'coplay', samples(heap, 'coplay', [-0.01]))).toBe('0.0 kB');
  expect(cell(heap, 'coplay', samples(heap, 'coplay', [-1.2]))).toBe('-1.2 kB');
});

it('says `stuck` when one round was, and a dash when there is no value', () => {
  expect(cell(heap, 'coplay', samples(heap, 'coplay', [1, 'stuck']))).toBe('stuck');
  expect(cell(heap, 'coplay', [])).toBe('–');
});
