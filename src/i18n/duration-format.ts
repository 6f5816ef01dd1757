import { clockParts } from './clock-parts.ts';
import { isEnglish } from './is-english.ts';

/** Writes a duration in words: `4 minutes 3 seconds`. Takes seconds. */
export type DurationFormat = (seconds: number) => string;

const units = ['hour', 'minute', 'second'] as const;

interface Words {
  /** Writes `count` of the unit at `index`. */
  one(count: number, index: number): string;
  join(words: string[]): string;
}

const englishWords: Words = {
  one: (count, index) => `${count} ${units[index]}${count === 1 ? '' : 's'}`,
  join: (words) => words.join(' '),
};

/** Slow: creates four `Intl` objects. */
function createWords(locale: string): Words {
  const formats = units.map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  );
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  return {
    one: (count, index) => formats[index]?.format(count) ?? '',
    join: (words) => list.format(words),
  };
}

/** The format of one locale. Keep the result: for other languages than English, creating it is slow. */
export function createDurationFormat(locale: string): DurationFormat {
  const { one, join } = isEnglish(locale) ? englishWords : createWords(locale);
  return (seconds) => {
    const words = clockParts(seconds).flatMap((count, index) =>
      count > 0 ? [one(count, index)] : [],
    );
    return join(words.length > 0 ? words : [one(0, 2)]);
  };
}
