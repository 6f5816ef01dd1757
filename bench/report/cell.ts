import { BARE } from '../peers.ts';
import type { Figure, Sample, Value } from '../runner/measurement.ts';
import { bootstrapRatio } from '../statistics/bootstrap-ratio.ts';
import { median } from '../statistics/median.ts';

/** One cell of the table: a ratio with its interval, a value with its unit, `stuck`, or a dash for none. */
export function cell(figure: Figure, peer: string, samples: readonly Sample[]): string {
  const own = valuesOf(figure, peer, samples);
  if (own.size === 0) return '–';
  if ([...own.values()].includes('stuck')) return 'stuck';
  const values = [...own.values()].filter(isNumber);
  if (figure.show !== 'ratio') return withUnit(median(values), figure);
  if (peer === BARE) return `1 (${withUnit(median(values), figure)})`;
  const bare = valuesOf(figure, BARE, samples);
  const pairs = [...own].flatMap(([round, value]) => {
    const reference = bare.get(round);
    return isNumber(value) && isNumber(reference) ? [[value, reference] as const] : [];
  });
  if (pairs.length === 0) return '–';
  const { ratio, low, high } = bootstrapRatio(pairs);
  return pairs.length === 1
    ? ratio.toFixed(2)
    : `${ratio.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}

function valuesOf(figure: Figure, peer: string, samples: readonly Sample[]): Map<number, Value> {
  return new Map(
    samples
      .filter((sample) => sample.figure === figure.key && sample.peer === peer)
      .map(({ round, value }) => [round, value]),
  );
}

function isNumber(value: Value | undefined): value is number {
  return typeof value === 'number';
}

function withUnit(value: number, { unit, digits = 0 }: Figure): string {
  // No minus before a zero.
  const text = value.toFixed(digits).replace(/^-(?=[0.]+$)/, '');
  return unit.startsWith('/') || unit === '' ? `${text}${unit}` : `${text} ${unit}`;
}
