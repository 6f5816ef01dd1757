import type { PlayableMedia } from '../playback/core/playable-media.ts';
import { PlaybackError } from '../playback/core/playback-error.ts';
import type { QueueSource } from '../playback/queue/queue.ts';

/** Why there is nothing to play. The player shows it and passes it to `onError`. */
interface Refused {
  readonly connectionError: PlaybackError | undefined;
}

const isKey = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

function refuse(text: string): Refused {
  return { connectionError: new PlaybackError('invalid-argument', { text }) };
}

/**
 * Reads the item to play out of props that may come from untyped code: a rating key alone is taken as an item. `undefined`
 * waits for a value; a prop that is left out is an error.
 */
export function readMedia(
  component: string,
  prop: 'media' | 'primary',
  props: object,
): Refused & { readonly media: PlayableMedia | undefined } {
  const values = props as Readonly<Record<string, unknown>>;
  const value = values[prop] ?? values.ratingKey;
  const media = isKey(value) ? { ratingKey: String(value) } : (value as PlayableMedia | undefined);
  const sentence = `${component} was given nothing to play. Pass ${prop}={{ ratingKey: "662548" }}.`;
  const isMissing = value === undefined && !(prop in props);
  return { connectionError: undefined, media, ...(isMissing ? refuse(sentence) : {}) };
}

const lists = ['queue', 'playlist', 'album'] as const;

/** The same for a list of music. */
export function readSource(props: object): Refused & { readonly source: QueueSource | undefined } {
  const values = props as Readonly<Record<string, unknown>>;
  const given = lists.find((list) => values[list] !== undefined && values[list] !== null);
  const value = given && values[given];
  if (given === 'queue' || isKey(value)) {
    const source = { [given as string]: isKey(value) && given !== 'queue' ? String(value) : value };
    return { connectionError: undefined, source: source as unknown as QueueSource };
  }
  if (!given && lists.some((list) => list in props))
    return { connectionError: undefined, source: undefined };
  const wrong = given ?? ['media', 'ratingKey'].find((name) => name in props);
  const problem = wrong ? `cannot play what it was given as ${wrong}` : 'was given nothing to play';
  return {
    source: undefined,
    ...refuse(
      `MusicPlayer ${problem}. Pass playlist="140600", album="140610" or queue={[{ ratingKey: "140611" }]}.`,
    ),
  };
}
