import type { PlayableMedia } from '../playback/core/playable-media.ts';
import { PlaybackError } from '../playback/core/playback-error.ts';
import type { QueueSource } from '../playback/queue/queue.ts';

/** Why there is nothing to play. The player shows it and passes it to `onError`. */
interface Refused {
  readonly connectionError: PlaybackError | undefined;
}

type Values = Readonly<Record<string, unknown>>;

const isKey = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

function refuse(component: string, given: string | undefined, example: string): PlaybackError {
  const problem = given ? `cannot play what it was given as ${given}` : 'was given nothing to play';
  const text = `${component} ${problem}. Pass ${example}.`;
  return new PlaybackError('invalid-argument', { text });
}

/**
 * Reads the item to play from props that may come from untyped code: a rating key alone is taken as an item. `undefined`
 * waits for a value; a prop that is left out is an error.
 */
export function readMedia(
  component: string,
  prop: 'media' | 'primary',
  props: object,
): Refused & { readonly media: PlayableMedia | undefined } {
  const value = (props as Values)[prop] ?? (props as Values).ratingKey;
  const media = isKey(value) ? { ratingKey: String(value) } : (value as PlayableMedia | undefined);
  const isMissing = value === undefined && !(prop in props);
  const connectionError = isMissing
    ? refuse(component, undefined, `${prop}={{ ratingKey: "662548" }}`)
    : undefined;
  return { connectionError, media };
}

const lists = ['queue', 'playlist', 'album'] as const;

/** The same for a list of music. */
export function readSource(props: object): Refused & { readonly source: QueueSource | undefined } {
  const values = props as Values;
  const given = lists.find((list) => values[list] !== undefined && values[list] !== null);
  const value = given && values[given];
  if (given === 'queue') return accept({ queue: value });
  if (given && isKey(value)) return accept({ [given]: String(value) });
  if (!given && lists.some((list) => list in props)) return accept(undefined);
  const wrong = given ?? ['media', 'ratingKey'].find((name) => name in props);
  const example = 'playlist="140600", album="140610" or queue={[{ ratingKey: "140611" }]}';
  return { source: undefined, connectionError: refuse('MusicPlayer', wrong, example) };
}

function accept(source: Values | undefined) {
  return { source: source as QueueSource | undefined, connectionError: undefined };
}
