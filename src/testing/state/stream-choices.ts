import type { LibraryPart } from '../library/library-part.ts';
import type { LibraryStream, StreamChoice } from '../library/library-stream.ts';

/** The streams that each account has chosen. The server stores them by account and part, for all clients. */
export interface StreamChoices {
  /** Before a choice, the languages of the account decide, then the flags of the file. */
  of(account: string, part: LibraryPart, languages?: AccountLanguages): StreamChoice;
  /** Stores a choice. Returns whether the streams are of this part; otherwise nothing is stored. */
  choose(account: string, part: LibraryPart, wanted: WantedStreams): boolean;
}

/** The languages that an account prefers: ISO 639-2/B, such as `ger`. Empty for none. */
export interface AccountLanguages {
  readonly audioLanguage: string;
  readonly subtitleLanguage: string;
}

/** Ids of streams. `undefined` leaves a choice as it is; a subtitle of `0` is off. */
export interface WantedStreams {
  readonly audio: string | undefined;
  readonly subtitle: string | undefined;
}

export function createStreamChoices(): StreamChoices {
  const stored = new Map<string, WantedStreams>();
  const keyOf = (account: string, part: LibraryPart) => `${part.partId} ${account}`;
  return {
    of(account, part, languages) {
      const chosen = stored.get(keyOf(account, part));
      return {
        audio: find(part, 'audio', chosen?.audio) ?? firstAudio(part, languages?.audioLanguage),
        subtitle:
          chosen?.subtitle === undefined
            ? firstSubtitle(part, languages?.subtitleLanguage)
            : find(part, 'subtitle', chosen.subtitle),
      };
    },
    choose(account, part, { audio, subtitle }) {
      const isForeign =
        (audio !== undefined && !find(part, 'audio', audio)) ||
        (subtitle !== undefined && subtitle !== '0' && !find(part, 'subtitle', subtitle));
      if (isForeign) return false;
      const key = keyOf(account, part);
      const before = stored.get(key);
      stored.set(key, {
        audio: audio ?? before?.audio,
        subtitle: subtitle ?? before?.subtitle,
      });
      return true;
    },
  };
}

function firstAudio({ streams }: LibraryPart, language: string | undefined) {
  const sounds = streams.filter(({ type }) => type === 'audio');
  return (
    sounds.find(({ languageCode }) => language && languageCode === language) ??
    sounds.find((stream) => stream.default) ??
    sounds[0]
  );
}

/** Full subtitles in the language of the account, if it has one. */
function firstSubtitle({ streams }: LibraryPart, language: string | undefined) {
  if (!language) return undefined;
  return streams.find(
    ({ type, languageCode, forced }) => type === 'subtitle' && languageCode === language && !forced,
  );
}

function find(
  { streams }: LibraryPart,
  type: LibraryStream['type'],
  id: string | undefined,
): LibraryStream | undefined {
  return streams.find((stream) => stream.type === type && stream.id === id);
}

/** The streams of another part that are like the given ones: of the same language, codec, kind and title. */
export function similarStreams(
  from: LibraryPart,
  to: LibraryPart,
  wanted: WantedStreams,
): WantedStreams {
  const similar = (type: LibraryStream['type'], id: string | undefined) => {
    const like = find(from, type, id);
    if (!like) return id === '0' ? '0' : undefined;
    return to.streams.find((other) => other.type === type && describe(other) === describe(like))
      ?.id;
  };
  return {
    audio: similar('audio', wanted.audio),
    subtitle: similar('subtitle', wanted.subtitle),
  };
}

function describe({
  id: _,
  index: __,
  codec: ___,
  dash: ____,
  text: _____,
  burned: ______,
  ...rest
}: LibraryStream): string {
  return JSON.stringify(rest, Object.keys(rest).sort());
}
