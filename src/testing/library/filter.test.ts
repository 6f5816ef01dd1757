import { describe, expect, it } from 'vitest';
import { type Filterable, filterRows } from './filter.ts';

const row = (title: string, year: number, more: Partial<Filterable> = {}): Filterable => ({
  ...{ title, year, durationMs: 60_000, viewCount: 0, artistKey: undefined, albumKey: undefined },
  ...more,
});
const rows = [
  row('Sunrise Ride', 2025, { durationMs: 12_000 }),
  row('Sunset', 2023, { viewCount: 2 }),
  row('Evening Ride', 2023, { artistKey: '7' }),
];

describe('filterRows', () => {
  it.each([
    ['title=ride', 'Sunrise Ride|Evening Ride'],
    ['title!=ride', 'Sunset'],
    ['title==Sunset', 'Sunset'],
    ['title%3D=Sunset', 'Sunset'],
    ['title==sun', ''],
    ['title!==Sunset', 'Sunrise Ride|Evening Ride'],
    ['title%21%3D=Sunset', 'Sunrise Ride|Evening Ride'],
    ['title<=sun', 'Sunrise Ride|Sunset'],
    ['title>=RIDE', 'Sunrise Ride|Evening Ride'],
    ['title==', ''],
    ['year=2023', 'Sunset|Evening Ride'],
    ['year=2023,2025', 'Sunrise Ride|Sunset|Evening Ride'],
    ['year!=2023', 'Sunrise Ride'],
    ['year>>=2023', 'Sunrise Ride'],
    ['year<<=2025', 'Sunset|Evening Ride'],
    ['year%3E%3E=2024', 'Sunrise Ride'],
    ['duration>>=12000', 'Sunset|Evening Ride'],
    ['viewCount>>=0', 'Sunset'],
    ['viewCount=0', 'Sunrise Ride|Evening Ride'],
    ['unwatched=1', 'Sunrise Ride|Evening Ride'],
    ['unwatched=0', 'Sunset'],
    ['unwatched!=1', 'Sunset'],
    ['artist.id=7', 'Evening Ride'],
    ['artist.id!=7', 'Sunrise Ride|Sunset'],
    ['title=ride&year=2023', 'Evening Ride'],
    ['sort=titleSort', 'Evening Ride|Sunrise Ride|Sunset'],
    ['sort=year:desc', 'Sunrise Ride|Sunset|Evening Ride'],
    ['sort=year,titleSort', 'Evening Ride|Sunset|Sunrise Ride'],
    ['sort=year:desc,titleSort:desc', 'Sunrise Ride|Sunset|Evening Ride'],
    ['sort=constructor,duration', 'Sunrise Ride|Sunset|Evening Ride'],
    ['limit=1', 'Sunrise Ride'],
    ['limit=-1', 'Sunrise Ride|Sunset|Evening Ride'],
    ['constructor=1&unknown=2', 'Sunrise Ride|Sunset|Evening Ride'],
  ])('%s', (query, titles) => {
    const kept = filterRows(rows, new URLSearchParams(query), (one) => one);
    expect(kept.map(({ title }) => title).join('|')).toBe(titles);
  });
});
