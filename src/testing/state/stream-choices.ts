import type { LibraryPart } from '../library/library-item.ts';
import type { LibraryStream, StreamChoice } from '../library/library-stream.ts';

/** The streams that each account has chosen. The server stores them by account and part, for all clients. */
export interface StreamChoices {
  of(account: string, part: LibraryPart): StreamChoice;
  /** Stores a choice. Returns whether the streams are of this part; otherwise nothing is stored. */
  choose(account: string, part: LibraryPart, wanted: WantedStreams): boolean;
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
    of(account, part) {
      const chosen = stored.get(keyOf(account, part));
      const sounds = part.streams.filter(({ type }) => type === 'audio');
      const sound = find(part, 'audio', chosen?.audio);
      return {
        audio: sound ?? sounds.find((stream) => stream.default) ?? sounds[0],
        subtitle: find(part, 'subtitle', chosen?.subtitle),
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

function describe({ id: _, index: __, codec: ___, ...rest }: LibraryStream): string {
  return JSON.stringify(rest, Object.keys(rest).sort());
}
