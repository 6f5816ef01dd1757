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
    const whole = Math.max(0, Math.floor(seconds) || 0);
    const counts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const words = counts.map((count, index) => (count > 0 ? one(count, index) : ''));
    return join(whole === 0 ? [one(0, 2)] : words.filter(Boolean));
  };
}
