import { ownField } from '../own-field.ts';

/** What the filters of a section look at. */
export interface Filterable {
  readonly title: string;
  readonly year: number | undefined;
  readonly durationMs: number;
  readonly isUnwatched: boolean;
  readonly artistKey: string | undefined;
  readonly albumKey: string | undefined;
}

/**
 * The rows that match the filters of a query, in the order that it asks for: `title` (a part of it), `title=` (all of it), `year`,
 * `year>>`, `year<<`, `unwatched`, `artist.id`, `album.id`, each also negated with `!`; `sort` by `titleSort`, `year` or
 * `duration`, with `:desc` from the end; `limit`. Other parameters have no effect.
 */
export function filterRows<T>(
  rows: readonly T[],
  query: URLSearchParams,
  factsOf: (row: T) => Filterable,
): T[] {
  const kept = rows.filter((row) => {
    const facts = factsOf(row);
    return [...query].every(([key, value]) => matches(facts, key, value));
  });
  const [field = '', order] = (query.get('sort') ?? '').split(':');
  const by = ownField(SORTS, field);
  if (by) {
    const sign = order === 'desc' ? -1 : 1;
    kept.sort((a, b) => sign * compare(by(factsOf(a)), by(factsOf(b))));
  }
  const limit = Number(query.get('limit') ?? 0);
  return limit > 0 ? kept.slice(0, limit) : kept;
}

const SORTS: Readonly<Record<string, (facts: Filterable) => string | number>> = {
  title: ({ title }) => title.toLowerCase(),
  titleSort: ({ title }) => title.toLowerCase(),
  year: ({ year }) => year ?? 0,
  duration: ({ durationMs }) => durationMs,
};

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function matches(facts: Filterable, key: string, value: string): boolean {
  const [, name = key, sign = ''] = /^(.*?)(!?=?|>>|<<)$/.exec(key) ?? [];
  const test = ownField(TESTS, name);
  if (!test) return true;
  const found = value.split(',').some((one) => test(facts, one, sign));
  return sign.startsWith('!') ? !found : found;
}

const TESTS: Readonly<Record<string, (facts: Filterable, value: string, sign: string) => boolean>> =
  {
    title: ({ title }, value, sign) =>
      sign.endsWith('=') ? title === value : title.toLowerCase().includes(value.toLowerCase()),
    year: ({ year = 0 }, value, sign) =>
      sign === '>>'
        ? year > Number(value)
        : sign === '<<'
          ? year < Number(value)
          : year === Number(value),
    unwatched: ({ isUnwatched }, value) => isUnwatched === (value === '1'),
    'artist.id': ({ artistKey }, value) => artistKey === value,
    'album.id': ({ albumKey }, value) => albumKey === value,
  };
