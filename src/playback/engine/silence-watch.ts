/** How long a media element may wait without a byte. Milliseconds; a disk of the server may have to spin up. */
const SILENT_MS = 15_000;
const HAVE_FUTURE_DATA = 3;
const NETWORK_LOADING = 2;

/**
 * Calls `onSilence` once when the element needs data and none comes. A browser waits for ever for an answer that got lost on
 * the way, and says nothing.
 */
export function watchSilence(
  media: HTMLMediaElement,
  onSilence: () => void,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const look = () => {
    stop();
    const { error, networkState, paused, readyState } = media;
    // A browser may put off loading until somebody presses Play.
    const isLoading = networkState === NETWORK_LOADING && !error;
    const isWanted = readyState === 0 || (!paused && readyState < HAVE_FUTURE_DATA);
    if (isLoading && isWanted) timer = setTimeout(onSilence, SILENT_MS);
  };
  for (const name of signsOfLife) media.addEventListener(name, look, { signal });
  signal.addEventListener('abort', stop);
}

/** What begins or ends a wait, or tells that bytes have come. */
const signsOfLife = [
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
