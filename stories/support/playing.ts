import { waitFor } from 'storybook/test';

/** How long a story waits for an expected event. Generous, for slow machines. Milliseconds. */
export const PATIENCE_MS = 25_000;

/** Resolves with the media elements of a story, in document order, once there are at least `count`. */
export function findMedia(
  root: ParentNode,
  selector: 'video' | 'audio' | 'video, audio',
  count = 1,
): Promise<HTMLMediaElement[]> {
  return waitFor(
    () => {
      const found = [...root.querySelectorAll<HTMLMediaElement>(selector)];
      if (found.length < count) throw new Error(`${found.length} of ${count} ${selector}`);
      return found;
    },
    { timeout: PATIENCE_MS },
  );
}

/** Resolves with the first media element of a kind. */
export async function findOne(
  root: ParentNode,
  selector: 'video' | 'audio',
): Promise<HTMLMediaElement> {
  const [element] = await findMedia(root, selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  return element;
}

/** Resolves once `happened` returns true; checks it on each of `events`. Rejects with the state of the element. */
export function mediaEvent(
  media: HTMLMediaElement,
  events: readonly string[],
  happened: () => boolean,
  what: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const life = new AbortController();
    const look = () => {
      if (!happened()) return;
      life.abort();
      resolve();
    };
    const timer = setTimeout(() => {
      life.abort();
      const { currentTime, paused, readyState, networkState, error } = media;
      const doing = JSON.stringify({
        currentTime,
        paused,
        readyState,
        networkState,
        error: error?.code,
      });
      reject(new Error(`The ${media.localName} did not ${what} in ${PATIENCE_MS} ms: ${doing}`));
    }, PATIENCE_MS);
    life.signal.addEventListener('abort', () => clearTimeout(timer));
    for (const name of events) media.addEventListener(name, look, { signal: life.signal });
    look();
  });
}

/** Resolves once the media has played up to `seconds`. */
export function reaches(media: HTMLMediaElement, seconds: number): Promise<void> {
  const reached = () => !media.seeking && media.currentTime >= seconds;
  return mediaEvent(media, ['timeupdate', 'seeked'], reached, `reach ${seconds} s`);
}

/** Resolves once the media has played for `seconds` from now on. */
export function playsOn(media: HTMLMediaElement, seconds: number): Promise<void> {
  return reaches(media, media.currentTime + seconds);
}

/** Seconds of buffered media ahead of the playhead. */
export function bufferedAhead({ buffered, currentTime }: HTMLMediaElement): number {
  for (let range = 0; range < buffered.length; range += 1) {
    const inside = buffered.start(range) <= currentTime && currentTime <= buffered.end(range);
    if (inside) return buffered.end(range) - currentTime;
  }
  return 0;
}

/** Resolves once `seconds` of media are buffered ahead of the playhead. */
export function hasBuffered(media: HTMLMediaElement, seconds: number): Promise<void> {
  const ready = () => bufferedAhead(media) >= seconds;
  return mediaEvent(media, ['progress', 'timeupdate'], ready, `buffer ${seconds} s`);
}

/**
 * Counts stalls for lack of data from now on. On a busy machine a browser also fires `waiting` with seconds of buffer, when
 * decoding falls behind: these are not counted.
 */
export function countWaiting(media: HTMLMediaElement): () => number {
  let count = 0;
  media.addEventListener('waiting', () => {
    if (bufferedAhead(media) < 0.5) count += 1;
  });
  return () => count;
}
