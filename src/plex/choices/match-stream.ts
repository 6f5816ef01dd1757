import type { PlexStream } from '../part.ts';

/** What a stream is for. `full`: all that is said, or the usual sound. */
export type StreamPurpose = 'full' | 'forced' | 'sdh' | 'commentary' | 'description';

/** A choice that holds for other items too: ids of streams and their order differ from file to file. */
export interface StreamWish {
  /** BCP 47 (`en-GB`) or ISO 639-2 (`eng`). */
  readonly language?: string | undefined;
  readonly purpose: StreamPurpose;
  /** Title of the stream in its file. Tells two dubs of one language apart. */
  readonly title?: string | undefined;
}

type Named = Pick<
  PlexStream,
  'languageTag' | 'languageCode' | 'title' | 'forced' | 'hearingImpaired' | 'displayTitle'
>;

/** The choice that a chosen stream stands for. */
export function wishFor(stream: Named): StreamWish {
  const { languageTag, languageCode, title } = stream;
  return { language: languageTag ?? languageCode, purpose: purposeOf(stream), title };
}

/** What a stream is for, by its flags, and by its title where there is no flag. */
export function purposeOf({ forced, hearingImpaired, title = '' }: Named): StreamPurpose {
  if (forced) return 'forced';
  if (hearingImpaired) return 'sdh';
  if (/comment/i.test(title)) return 'commentary';
  if (/descri(?:ption|ptive|bed)/i.test(title)) return 'description';
  if (/\bforced\b/i.test(title)) return 'forced';
  return /\b(?:sdh|cc)\b/i.test(title) ? 'sdh' : 'full';
}

/**
 * The stream of another item that comes nearest to a choice: by language, then by what it is for, then by its title.
 * Instead of full subtitles those for the hard of hearing may be taken, and the other way round, but never full ones instead of
 * forced ones. `undefined` when nothing fits: then the choice of the server holds, or for forced subtitles, none.
 */
export function matchStream<S extends Named>(
  streams: readonly S[],
  { language, purpose, title }: StreamWish,
): S | undefined {
  const purposes = [purpose, ...(substitutes[purpose] ?? [])];
  for (const accepts of [isSameLanguage, isSameBase]) {
    const spoken = streams.filter((stream) => accepts(languageOf(stream), canonical(language)));
    for (const accepted of purposes) {
      const fitting = spoken.filter((stream) => purposeOf(stream) === accepted);
      const found = fitting.find((stream) => stream.title === title) ?? fitting[0];
      if (found) return found;
    }
  }
  return undefined;
}

const substitutes: { readonly [P in StreamPurpose]?: readonly StreamPurpose[] } = {
  full: ['sdh'],
  sdh: ['full'],
};

function languageOf({ languageTag, languageCode }: Named): string | undefined {
  return canonical(languageTag ?? languageCode);
}

/** BCP 47 for a tag or an ISO 639-2 code, which both have several spellings: `eng` is `en`, `ger` and `deu` are `de`. */
function canonical(language: string | undefined): string | undefined {
  if (!language) return undefined;
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0];
  } catch {
    return language.toLowerCase();
  }
}

function isSameLanguage(a: string | undefined, b: string | undefined): boolean {
  return a === b;
}

/** `en` is the language of `en-GB`. */
function isSameBase(a: string | undefined, b: string | undefined): boolean {
  return a?.split('-')[0] === b?.split('-')[0];
}
