import type {
  CatalogueShow,
  CatalogueStream,
  CatalogueVideo,
  MediaCatalogue,
} from '../media-catalogue.ts';
import { SPECIAL_FILES, specialFile } from './special-files.ts';

/** The rating keys of the items that {@link withChoiceItems} adds. */
export const CHOICE_ITEMS = {
  remuxed: '670010',
  versions: '670011',
  hardToRead: '670012',
  looseEnds: '670013',
  noPreviews: '670014',
  show: '670020',
  season: '670021',
  firstEpisode: '670022',
} as const;

/**
 * Adds variations of the film with choices: one whose streams are copied, one of three versions, and those with odd subtitles, marks
 * and preview pictures. And a series of which the first two episodes are in one file. A catalogue without such a film stays as it is.
 */
export function withChoiceItems(catalogue: MediaCatalogue): MediaCatalogue {
  const film = catalogue.videos.find(({ previews, dash, streams }) => previews && dash && streams);
  if (!film?.dash || !film.previews) return catalogue;
  const { previews } = film;
  return {
    ...catalogue,
    videos: [
      ...catalogue.videos,
      ...[remuxed, inVersions, hardToRead, looseEnds, withoutPreviews].map((make) => make(film)),
      ...episodes(film),
    ],
    shows: [...(catalogue.shows ?? []), doubleBill(film)],
    read: (file) => specialFile(file, catalogue, previews) ?? catalogue.read(file),
  };
}

/** H.264 and AAC by its metadata, so that a browser's profile lets the server copy both. Its previews name no unit of time. */
function remuxed(film: CatalogueVideo): CatalogueVideo {
  const codecs = { video: 'h264', audio: 'aac' };
  return {
    ...variation(film, CHOICE_ITEMS.remuxed, 'As Filmed', '710010'),
    videoCodec: codecs.video,
    ...(film.dash && { dash: { ...film.dash, codecs } }),
    streams: (film.streams ?? []).map((stream) =>
      stream.type === 'audio' ? { ...stream, codec: codecs.audio } : stream,
    ),
    previews: SPECIAL_FILES.previewsWithoutUnit,
  };
}

/** 2160p in HEVC, 1080p that a browser plays as it is, and an optimised one in 480p. Each has another label in its picture. */
function inVersions(film: CatalogueVideo): CatalogueVideo {
  const { dash, direct, streams = [], stamp, previews } = film;
  const [medium, low = medium] = dash?.smaller ?? [];
  const audio = dash?.audio ?? '';
  const {
    direct: _,
    previews: __,
    ...whole
  } = variation(film, CHOICE_ITEMS.versions, 'Three Prints', '710011');
  return {
    ...whole,
    ...{ width: 3840, height: 2160, bitrateKbps: 20_000, videoCodec: 'hevc' },
    dash: { video: medium?.video ?? '', audio },
    // The same streams in another order, with ids of their own.
    streams: soundsOf(film).toReversed(),
    versions: [
      {
        ...{ width: 1920, height: 1080, bitrateKbps: 8000, partId: '710111', stamp, streams },
        ...(dash && { dash }),
        ...(direct && { direct }),
        ...(previews && { previews }),
      },
      {
        ...{ width: 720, height: 404, bitrateKbps: 1500, partId: '710211', stamp },
        ...{ title: 'Optimized for Mobile', proxyType: 42, videoCodec: 'h264' },
        dash: { video: low?.video ?? '', audio },
        streams: soundsOf(film).slice(0, 1),
      },
    ],
  };
}

const ENGLISH = { language: 'English', languageCode: 'eng', languageTag: 'en' };

/** Subtitles that are gone, empty, huge, malformed, in other encodings, no subtitles, in disorder, styled and of unknown kinds. */
function hardToRead(film: CatalogueVideo): CatalogueVideo {
  const text = (title: string, file: string, more: Partial<CatalogueStream> = {}) => ({
    ...({ ...ENGLISH, type: 'subtitle', codec: 'srt', external: true } as const),
    ...{ title, text: file, ...more },
  });
  const inside = { external: false };
  const polish = film.streams?.find(({ encoding }) => encoding !== undefined)?.text;
  return {
    ...variation(film, CHOICE_ITEMS.hardToRead, 'Hard to Read', '710012'),
    streams: [
      ...soundsOf(film),
      text('Gone', SPECIAL_FILES.gone),
      text('Empty', SPECIAL_FILES.empty),
      text('Five megabytes', SPECIAL_FILES.huge),
      text('Malformed', SPECIAL_FILES.malformed, { codec: 'ass' }),
      text('UTF-16', SPECIAL_FILES.utf16, { encoding: 'utf-16le' }),
      // The server takes it for UTF-8.
      text('Wrong encoding', polish ?? SPECIAL_FILES.gone),
      text('A page', SPECIAL_FILES.page),
      text('Disorder', SPECIAL_FILES.disorder),
      text('Styled VTT', SPECIAL_FILES.styledVtt, { codec: 'vtt' }),
      text('Styled ASS', SPECIAL_FILES.styledAss, { codec: 'ass' }),
      text('Malformed inside', SPECIAL_FILES.malformed, { ...inside, codec: 'ass' }),
      text('Empty inside', SPECIAL_FILES.empty, inside),
      text('Gone inside', SPECIAL_FILES.gone, inside),
      { ...ENGLISH, type: 'subtitle', codec: 'dvb_teletext', title: 'Teletext' },
      { ...ENGLISH, type: 'subtitle', codec: 'eia_608', title: 'Captions' },
    ],
  };
}

/** Marks behind the end, without a length, backwards and overlapping; untitled chapters; previews that end early. */
function looseEnds(film: CatalogueVideo): CatalogueVideo {
  const { durationMs } = film;
  return {
    ...variation(film, CHOICE_ITEMS.looseEnds, 'Loose Ends', '710013'),
    previews: SPECIAL_FILES.shortPreviews,
    markers: [
      { id: 1, type: 'credits', startMs: durationMs - 2000, endMs: durationMs + 60_000 },
      { id: 1, type: 'credits', startMs: durationMs + 5000, endMs: durationMs + 9000, final: true },
      { id: 1, type: 'intro', startMs: 5000, endMs: 5000 },
      { id: 1, type: 'intro', startMs: 4000, endMs: 1000 },
      { id: 1, type: 'intro', startMs: 0, endMs: 3000 },
      { id: 1, type: 'intro', startMs: 2000, endMs: 4000 },
      { id: 1, type: 'intro', startMs: 0, endMs: 3000 },
      { id: 1, type: 'commercial', startMs: 6000, endMs: 8000 },
      { id: 1, type: 'commercial', startMs: 8000, endMs: 9000 },
    ],
    chapters: [
      { startMs: 0, endMs: 3000 },
      { startMs: 3000, endMs: 3000 },
      { startMs: 2000, endMs: 6000 },
      { startMs: durationMs + 1000, endMs: durationMs + 2000 },
    ],
  };
}

/** `indexes` says that there are previews, and their file is gone. No marks, no chapters, one sound. */
function withoutPreviews(film: CatalogueVideo): CatalogueVideo {
  const {
    markers: _,
    chapters: __,
    ...rest
  } = variation(film, CHOICE_ITEMS.noPreviews, 'Dark Room', '710014');
  return { ...rest, previews: SPECIAL_FILES.gone, streams: soundsOf(film).slice(0, 1) };
}

/** Three episodes. The first two are one file. */
function episodes(film: CatalogueVideo): CatalogueVideo[] {
  return ['Double Bill, 1', 'Double Bill, 2', 'Single Bill'].map((title, at) => {
    const key = Number(CHOICE_ITEMS.firstEpisode) + at;
    const {
      markers: _,
      chapters: __,
      ...rest
    } = variation(film, String(key), title, `71002${at + 2}`);
    const file = `/data/Double Bill/S01E0${at < 2 ? '1-E02' : '3'}.mp4`;
    return { ...rest, type: 'episode', file };
  });
}

function doubleBill({ art, year }: CatalogueVideo): CatalogueShow {
  const first = Number(CHOICE_ITEMS.firstEpisode);
  const keys = [first, first + 1, first + 2].map(String);
  return {
    ...{ ratingKey: CHOICE_ITEMS.show, title: 'Double Bill', art, year },
    summary: 'A series with two episodes in one file.',
    seasons: [{ ratingKey: CHOICE_ITEMS.season, index: 1, title: 'Season 1', episodes: keys }],
  };
}

function variation(
  film: CatalogueVideo,
  ratingKey: string,
  title: string,
  partId: string,
): CatalogueVideo {
  return { ...film, ratingKey, title, partId, summary: 'A variation of another film.' };
}

function soundsOf({ streams = [] }: CatalogueVideo): CatalogueStream[] {
  return streams.filter(({ type }) => type === 'audio');
}
