import type {
  CatalogueAlbum,
  CatalogueLoudness,
  CataloguePart,
  CatalogueTrack,
  CatalogueVideo,
  MediaCatalogue,
} from '../media-catalogue.ts';

/** The rating keys of the items that {@link withSpecialItems} adds. */
export const SPECIAL = {
  splitFilm: '670001',
  splitFilmOfOneFormat: '670002',
  hevc: '670003',
  vp9WithAc3: '670004',
  secondAudio: '670005',
  missingFilm: '670006',
  copyable: '670007',
  compilation: '145000',
  mixedPlaylist: '145900',
  lossless: '145010',
} as const;

/**
 * Adds items of rare kinds to a catalogue. They play files that it has already, so what their metadata says about codecs is not
 * always true. A kind for which the catalogue has no files is left out.
 */
export function withSpecialItems(catalogue: MediaCatalogue): MediaCatalogue {
  const film = catalogue.videos.find(({ dash }) => dash);
  const clip = catalogue.videos.find(({ direct }) => direct);
  const songs = catalogue.tracks.filter(({ direct }) => direct).slice(0, 2);
  const tracks = songs.length < 2 ? [] : compilationTracks(songs);
  const keys = tracks.map(({ ratingKey }) => ratingKey);
  return {
    ...catalogue,
    videos: [...catalogue.videos, ...(film && clip ? specialVideos(film, clip) : [])],
    tracks: [...catalogue.tracks, ...tracks, ...lossless(catalogue)],
    albums: [...catalogue.albums, ...(keys.length > 0 ? compilation(catalogue, keys) : [])],
    playlists: [
      ...catalogue.playlists,
      ...(keys.length > 0
        ? [{ ratingKey: SPECIAL.mixedPlaylist, title: 'Mixed Bag', items: keys }]
        : []),
    ],
    read: (file) => catalogue.read(file),
  };
}

function specialVideos(film: CatalogueVideo, clip: CatalogueVideo): CatalogueVideo[] {
  const { dash } = film;
  const { direct } = clip;
  if (!dash || !direct) return [];
  const base = {
    type: 'movie',
    summary: 'An item of a rare kind.',
    year: 2023,
    width: clip.width,
    height: clip.height,
    bitrateKbps: clip.bitrateKbps,
    stamp: clip.stamp,
    art: clip.art,
  } as const;
  const durationMs = clip.durationMs;
  const whole = { ...base, durationMs, direct };
  // Segment n of a film starts at second n, so its first segments are a film of their own.
  const half = Math.min(durationMs, Math.floor(film.durationMs / 2000) * 1000);
  const part = (at: number): CataloguePart => ({
    ...{ partId: `71000${at}`, stamp: clip.stamp, durationMs: half, dash, direct },
  });
  const split = { ...base, durationMs: 2 * half, dash };
  const claims = { videoCodec: 'hevc', audioCodec: 'ac3' };
  return [
    {
      ...split,
      ...{ ratingKey: SPECIAL.splitFilm, title: 'Two Reels', partId: '710001' },
      parts: [part(1), { ...part(2), ...claims }],
    },
    {
      ...split,
      ...{ ratingKey: SPECIAL.splitFilmOfOneFormat, title: 'Two Alike', partId: '710003' },
      parts: [part(3), part(4)],
    },
    {
      ...{ ...whole, ratingKey: SPECIAL.hevc, title: 'High Efficiency', partId: '710005' },
      ...{ ...claims, audioCodec: 'aac', dash },
    },
    {
      ...{ ...whole, ratingKey: SPECIAL.vp9WithAc3, title: 'Dolby Night', partId: '710006' },
      ...{ container: 'mkv', audioCodec: 'ac3', dash },
    },
    {
      ...{ ...whole, ratingKey: SPECIAL.secondAudio, title: 'Two Tongues', partId: '710007', dash },
      streams: [
        { ...GERMAN, type: 'audio', codec: 'opus' },
        { ...ENGLISH, type: 'audio', codec: 'opus', default: true },
        { ...ENGLISH, type: 'subtitle', codec: 'srt', forced: true },
        { ...ENGLISH, type: 'subtitle', codec: 'srt', hearingImpaired: true, title: 'For all' },
        { ...GERMAN, type: 'subtitle', codec: 'pgs' },
      ],
    },
    {
      ...{ ...whole, ratingKey: SPECIAL.missingFilm, title: 'Gone Film', partId: '710008' },
      missing: true,
    },
    {
      ...{ ...base, ratingKey: SPECIAL.copyable, title: 'As It Is', partId: '710009' },
      ...{ durationMs: film.durationMs, dash, videoCodec: 'vp9', audioCodec: 'opus' },
    },
  ];
}

const ENGLISH = { language: 'English', languageCode: 'eng', languageTag: 'en' };
const GERMAN = { language: 'Deutsch', languageCode: 'ger', languageTag: 'de' };

/** Four tracks of several artists on two discs, the last of them without its file. The first was analysed. */
function compilationTracks(songs: readonly CatalogueTrack[]): CatalogueTrack[] {
  return Array.from({ length: 4 }, (_, at): CatalogueTrack[] => {
    const song = songs[at % 2];
    if (!song) return [];
    return [
      {
        ...song,
        ratingKey: String(Number(SPECIAL.compilation) + 1 + at),
        partId: `71010${at}`,
        title: `${song.title}, again`,
        artist: at === 1 ? 'Various Artists' : song.artist,
        albumRatingKey: SPECIAL.compilation,
        index: (at % 2) + 1,
        disc: at < 2 ? 1 : 2,
        ...(at === 0 && { loudness: LOUDNESS }),
        missing: at === 3,
      },
    ];
  }).flat();
}

/** Levels in which `gain` is that of the album: it is not -18 - loudness. */
const LOUDNESS: CatalogueLoudness = {
  gain: -9.71,
  albumGain: -9.71,
  peak: 0.97,
  albumPeak: 1,
  albumRange: 6.4,
  loudness: -10.1,
  lra: 5.2,
  startRamp: '-51.0 0.00;-24.0 0.20;-12.0 0.60',
  endRamp: '-51.0 0.00;-30.0 0.40;-14.0 1.20',
};

/** A track that says it is FLAC of 1,000 kbps, so that the steps of a menu of qualities are below it. It is always converted. */
function lossless({ tracks }: MediaCatalogue): CatalogueTrack[] {
  const track = tracks.find(({ dash, missing }) => dash && !missing);
  if (!track) return [];
  const claims = { container: 'flac', audioCodec: 'flac', bitrateKbps: 1000 };
  const { direct: _, ...rest } = track;
  return [
    { ...rest, ...claims, ratingKey: SPECIAL.lossless, partId: '710110', title: 'Without Loss' },
  ];
}

function compilation({ albums }: MediaCatalogue, tracks: readonly string[]): CatalogueAlbum[] {
  const art = albums[0]?.art;
  if (art === undefined) return [];
  const ratingKey = SPECIAL.compilation;
  return [{ ratingKey, title: 'Two Discs', artist: 'Various Artists', year: 2022, art, tracks }];
}
