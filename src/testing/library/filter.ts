import { ownField } from '../own-field.ts';

/** What the filters of a section look at. */
export interface Filterable {
  readonly title: string;
  readonly year: number | undefined;
  readonly durationMs: number;
  readonly viewCount: number;
  readonly artistKey: string | undefined;
  readonly albumKey: string | undefined;
}

/**
 * The rows that match the filters of a query, in the order that it asks for: `title` (a part of it; `title==` all of it, `title<=` its
 * beginning, `title>=` its end), `year`, `duration` and `viewCount` (also `>>=` and `<<=`), `unwatched`, `artist.id`, `album.id`, each
 * also negated with `!`; `sort` by `titleSort`, `year` or `duration`, with `:desc` from the end; `limit`. Other parameters have no
 * effect.
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
  const orders = (query.get('sort') ?? '').split(',').flatMap((order) => {
    const [field = '', direction] = order.split(':');
    const by = ownField(SORTS, field);
    return by ? [{ by, sign: direction === 'desc' ? -1 : 1 }] : [];
  });
  kept.sort((a, b) => {
    const [before, after] = [factsOf(a), factsOf(b)];
    const compared = orders.map(({ by, sign }) => sign * compare(by(before), by(after)));
    return compared.find((order) => order !== 0) ?? 0;
  });
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
  // The sign is what stands before the first `=`: of `title==x` the second one is in the value, unless the client encodes it.
  const [, name = key, sign = ''] = /^(.*?)(!?=?|>>?|<<?)$/.exec(key) ?? [];
  const test = ownField(TESTS, name);
  if (!test) return true;
  const isExact = value.startsWith('=');
  const wanted = isExact ? value.slice(1) : value;
  const full = isExact ? `${sign}=` : sign;
  const found = wanted.split(',').some((one) => test(facts, one, full));
  return sign.startsWith('!') ? !found : found;
}

type Test = (facts: Filterable, value: string, sign: string) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  title({ title }, value, sign) {
    if (sign.endsWith('=')) return title === value;
    const [own, wanted] = [title.toLowerCase(), value.toLowerCase()];
    if (sign === '<') return own.startsWith(wanted);
    return sign === '>' ? own.endsWith(wanted) : own.includes(wanted);
  },
  year: number(({ year }) => year ?? 0),
  duration: number(({ durationMs }) => durationMs),
  viewCount: number(({ viewCount }) => viewCount),
  unwatched: ({ viewCount }, value) => (viewCount === 0) === (value === '1'),
  'artist.id': ({ artistKey }, value) => artistKey === value,
  'album.id': ({ albumKey }, value) => albumKey === value,
};

function number(read: (facts: Filterable) => number): Test {
  return (facts, value, sign) => {
    const [own, wanted] = [read(facts), Number(value)];
    if (sign === '>>') return own > wanted;
    return sign === '<<' ? own < wanted : own === wanted;
  };
}
