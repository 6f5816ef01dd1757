/** Says a duration in words: `4 minutes 3 seconds`. Takes seconds. */
export type DurationFormat = (seconds: number) => string;

const units = ['hour', 'minute', 'second'] as const;

/** Makes the words for one locale. Making is slow, calling is not: keep the result. */
export function createDurationFormat(locale: string): DurationFormat {
  const [hours, minutes, rest] = units.map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  );
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  return (seconds) => {
    const whole = Math.max(0, Math.floor(seconds) || 0);
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const words = [
      h > 0 ? hours?.format(h) : undefined,
      m > 0 ? minutes?.format(m) : undefined,
      s > 0 || whole === 0 ? rest?.format(s) : undefined,
    ];
    return list.format(words.filter((word) => word !== undefined));
  };
}
