import type {
  CatalogueMarker,
  CatalogueShow,
  CatalogueStream,
  CatalogueVideo,
} from '../../../src/testing/media-catalogue.ts';
import type { ChoiceCut } from './choice-cut.ts';

export const CHOICE_ART = 'two-shores.webp';

const ENGLISH = { language: 'English', languageCode: 'eng', languageTag: 'en' };
const GERMAN = { language: 'Deutsch', languageCode: 'ger', languageTag: 'de' };
const POLISH = { language: 'Polski', languageCode: 'pol', languageTag: 'pl' };

const sound = (file: string, more: Partial<CatalogueStream>): CatalogueStream => ({
  ...{ type: 'audio', codec: 'opus', dash: `two-shores.${file}.mp4` },
  ...more,
});
const german = sound('de', GERMAN);
const english = sound('en', { ...ENGLISH, default: true });
const commentary = sound('comment', { ...ENGLISH, title: 'Commentary' });

const text = (file: string, more: Partial<CatalogueStream>): CatalogueStream => ({
  ...{ type: 'subtitle', codec: 'srt', text: `two-shores.${file}` },
  ...more,
});
const beside = (file: string, more: Partial<CatalogueStream>) =>
  text(file, { ...more, external: true });
const englishText = beside('en.srt', ENGLISH);
const germanText = beside('de.srt', GERMAN);
const englishForDeaf = beside('en.sdh.srt', { ...ENGLISH, hearingImpaired: true });
const englishForced = beside('en.forced.srt', { ...ENGLISH, forced: true });

/** The English words are in these pictures. */
const BURNED = ['original', 'medium', 'low'].map((cut) => `two-shores.${cut}.burned.mp4`);

/** The streams of the film. Browsers play the first sound of a file, which is not the default one here. */
const FILM_STREAMS: readonly CatalogueStream[] = [
  german,
  english,
  commentary,
  text('de.ass', { ...GERMAN, codec: 'ass' }),
  text('en.srt', { ...ENGLISH, burned: BURNED }),
  { ...ENGLISH, type: 'subtitle', codec: 'pgs', burned: BURNED },
  englishForDeaf,
  englishForced,
  beside('pl.vtt', { ...POLISH, codec: 'vtt', encoding: 'windows-1250' }),
];

/** By episode. Their order differs, and so does what there is. */
const EPISODE_STREAMS: readonly (readonly CatalogueStream[])[] = [
  [german, english, englishText, germanText, englishForced],
  [english, german, germanText, englishText],
  [english, commentary, englishForDeaf],
];

const EPISODE_TITLES = ['Cast Off', 'Midstream', 'Landfall'];

/** Seconds for which marks and chapters are given; they are stretched to the length of the film. */
const DRAFT_SECONDS = 30;
const EPISODE_DRAFT_SECONDS = 15;

/** The entries of the film with choices and of the series. `directBytes` is the size of the film's file. */
export function describeChoices(
  cut: ChoiceCut,
  directBytes: number,
): { readonly videos: CatalogueVideo[]; readonly shows: CatalogueShow[] } {
  return {
    videos: [film(cut, directBytes), ...EPISODE_TITLES.map((title, at) => episode(cut, title, at))],
    shows: [
      {
        ratingKey: '662610',
        title: 'Short Crossings',
        summary: 'Three ways over the same river.',
        year: 2026,
        art: CHOICE_ART,
        seasons: [
          {
            ratingKey: '662611',
            index: 1,
            title: 'Season 1',
            episodes: EPISODE_TITLES.map((_, at) => String(662_612 + at)),
          },
        ],
      },
    ],
  };
}

function film(cut: ChoiceCut, size: number): CatalogueVideo {
  const durationMs = cut.seconds * 1000;
  const at = (seconds: number) => stretched(seconds, DRAFT_SECONDS, durationMs);
  const chapter = (from: number, until: number, title?: string) => ({
    ...{ startMs: at(from), endMs: at(until), ...(title && { title }) },
  });
  return {
    ratingKey: '662600',
    type: 'movie',
    title: 'Two Shores',
    summary: 'A ferry, two languages, and what a viewer can choose of both.',
    year: 2026,
    durationMs,
    // What the metadata claims: the steps of a menu of qualities begin far above these files.
    ...{ width: 1920, height: 1080, bitrateKbps: 8000 },
    partId: '706300',
    stamp: '1767225600',
    art: CHOICE_ART,
    dash: {
      video: 'two-shores.original.mp4',
      audio: 'two-shores.en.mp4',
      smaller: [
        { video: 'two-shores.medium.mp4', height: 600, kbps: 2000 },
        { video: 'two-shores.low.mp4', height: 0, kbps: 0 },
      ],
    },
    direct: { file: 'two-shores.mp4', container: 'mp4', size },
    streams: FILM_STREAMS,
    previews: 'two-shores.bif',
    // Not sorted, and of one id, as servers list them. The first intro is what happened before.
    markers: [
      mark(at, 'credits', 26, 30, { final: true }),
      mark(at, 'intro', 4, 8),
      mark(at, 'commercial', 14, 16),
      mark(at, 'intro', 0, 3),
      mark(at, 'credits', 20, 22),
    ],
    chapters: [
      chapter(0, 7, 'Departure'),
      chapter(7, 15, 'Open water'),
      chapter(15, 23),
      chapter(23, 30, 'Landing'),
    ],
  };
}

function episode(cut: ChoiceCut, title: string, index: number): CatalogueVideo {
  const durationMs = cut.episodeSeconds * 1000;
  const at = (seconds: number) => stretched(seconds, EPISODE_DRAFT_SECONDS, durationMs);
  const recap = index === 1 ? [mark(at, 'intro', 0, 2)] : [];
  const number = index + 1;
  return {
    ratingKey: String(662_612 + index),
    type: 'episode',
    title,
    summary: `Crossing number ${number}.`,
    year: 2026,
    durationMs,
    ...{ width: 1280, height: 720, bitrateKbps: 3000 },
    partId: String(706_312 + index),
    stamp: String(1_767_312_000 + index * 86_400),
    art: CHOICE_ART,
    dash: { video: `short-crossing-${number}.mp4`, audio: 'two-shores.en.mp4' },
    streams: EPISODE_STREAMS[index] ?? [],
    markers: [...recap, mark(at, 'intro', 2.5, 5), mark(at, 'credits', 12, 15, { final: true })],
  };
}

function mark(
  at: (seconds: number) => number,
  type: CatalogueMarker['type'],
  from: number,
  until: number,
  more: Partial<CatalogueMarker> = {},
): CatalogueMarker {
  return { id: 3096, type, startMs: at(from), endMs: at(until), ...more };
}

function stretched(seconds: number, draftSeconds: number, durationMs: number): number {
  return Math.round((seconds / draftSeconds) * durationMs);
}
