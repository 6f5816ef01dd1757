/** How long a media element may wait without receiving a byte: a disk of the server may have to spin up. Milliseconds. */
const SILENT_MS = 15_000;
const HAVE_FUTURE_DATA = 3;
const NETWORK_LOADING = 2;

/**
 * Calls `onSilence` when the element needs data and receives none. A browser waits for a lost answer for ever, without an
 * event.
 */
export function watchSilence(
  media: HTMLMediaElement,
  onSilence: () => void,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const check = () => {
    stop();
    const { error, networkState, paused, readyState } = media;
    // A browser may defer loading until the viewer presses Play.
    const isLoading = networkState === NETWORK_LOADING && !error;
    const isWanted = readyState === 0 || (!paused && readyState < HAVE_FUTURE_DATA);
    if (isLoading && isWanted) timer = setTimeout(onSilence, SILENT_MS);
  };
  for (const name of watchedEvents) media.addEventListener(name, check, { signal });
  signal.addEventListener('abort', stop);
}

/** Events that start or end a wait, or report received bytes. */
const watchedEvents = [
  'loadstart',
  'suspend',
  'progress',
  'loadedmetadata',
  'waiting',
  'seeking',
  'canplay',
  'playing',
  'play',
  'pause',
  'error',
  'emptied',
];
