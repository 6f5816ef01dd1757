import { describe, expect, it } from 'vitest';
import { matchStream, purposeOf, type StreamWish, wishFor } from './match-stream.ts';

type TestStream = Parameters<typeof wishFor>[0] & { readonly id: string };
const stream = (id: string, rest: Omit<TestStream, 'id'> = {}): TestStream => ({ id, ...rest });
const en = { languageTag: 'en', languageCode: 'eng' };
const full = stream('full', en);
const sdh = stream('sdh', { ...en, hearingImpaired: true });
const forced = stream('forced', { ...en, forced: true });
const german = stream('german', { languageCode: 'ger' });
const british = stream('british', { languageTag: 'en-GB', languageCode: 'eng' });
const studio = stream('studio', { ...en, title: 'Studio dub' });
const fans = stream('fans', { ...en, title: 'Fan dub' });

describe('purposeOf', () => {
  it.each([
    [{}, 'full'],
    [{ forced: true, title: 'Signs' }, 'forced'],
    [{ forced: true, hearingImpaired: true }, 'forced'],
    [{ hearingImpaired: true }, 'sdh'],
    [{ title: 'Director’s Commentary' }, 'commentary'],
    [{ title: 'Audio Description' }, 'description'],
    [{ title: 'Descriptive' }, 'description'],
    [{ title: 'English [SDH]' }, 'sdh'],
    [{ title: 'English (CC)' }, 'sdh'],
    [{ title: 'Forced' }, 'forced'],
    [{ title: 'Reinforced steel' }, 'full'],
    [{ title: 'Account' }, 'full'],
  ] as const)('of %o is %s', (of, purpose) => {
    expect(purposeOf(of)).toBe(purpose);
  });
});

describe('matchStream', () => {
  const rows: [string, StreamWish, TestStream[], string | undefined][] = [
    ['the same language', wishFor(full), [german, full], 'full'],
    ['full, not forced', wishFor(full), [forced, full], 'full'],
    ['SDH instead of full', wishFor(full), [forced, sdh], 'sdh'],
    ['full instead of SDH', wishFor(sdh), [forced, full], 'full'],
    ['nothing instead of forced', wishFor(forced), [full, sdh], undefined],
    ['forced', wishFor(forced), [full, sdh, forced], 'forced'],
    ['nothing of another language', wishFor(full), [german], undefined],
    ['nothing of an empty list', wishFor(full), [], undefined],
    ['the title among equals', wishFor(fans), [studio, fans], 'fans'],
    ['the first where no title fits', wishFor(full), [studio, fans], 'studio'],
    ['the region before the language', wishFor(british), [full, british], 'british'],
    ['the language without the region', wishFor(british), [german, full], 'full'],
    ['a region for a language', { language: 'en', purpose: 'full' }, [german, british], 'british'],
    [
      'a three-letter code for a tag',
      { language: 'deu', purpose: 'full' },
      [full, german],
      'german',
    ],
    [
      'a tag with an underscore',
      { language: 'en_GB', purpose: 'full' },
      [full, british],
      'british',
    ],
    ['a language that is none', { language: '?', purpose: 'full' }, [full], undefined],
    ['no language for none', wishFor(stream('none')), [full, stream('none')], 'none'],
  ];
  it.each(rows)('takes %s', (_, wish, streams, id) => {
    expect(matchStream(streams, wish)?.id).toBe(id);
  });
});
