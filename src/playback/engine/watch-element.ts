import {
  initialWatchState,
  isWatched,
  LOOK_MS,
  nextWatchStep,
  type WatchFacts,
} from './next-watch-step.ts';

/** How far a playhead that stands still is moved. Other players take the same. Seconds. */
const NUDGE_SECONDS = 0.1;
const HAVE_METADATA = 1;

export interface ElementWatchOptions {
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** How long the element may wait for data without progress. Milliseconds. */
  readonly quietLimitMs: number;
  /** Whether a request is pending that has a time limit of its own. */
  isBusy(): boolean;
  /** Whether the browser may put off loading in the present state of the element. */
  mayDefer(): boolean;
  /** The element waits for data, and nothing happens. Called once: the watch is over then. */
  onQuiet(): void;
  /** The element has data and stands still, and a small seek did not help. Called once, as above. */
  onStuck(): void;
  /** The element stands at its end and does not say so. Called once, as above. */
  onEnded(): void;
}

/** Events that say that the element has received or decoded something. */
const progressEvents = [
  'progress',
  'durationchange',
  'loadedmetadata',
  'loadeddata',
  'canplay',
  'playing',
  'seeked',
  'timeupdate',
];
/** Events after which the element may wait for data, or play. */
const startEvents = ['loadstart', 'play', 'waiting', 'seeking', 'stalled', 'suspend'];

/** Whether an element of this page has played. A page that is hidden before need not load anything. */
let pageHasPlayed = false;

/**
 * Watches an element that is given a source: whether it gets from one stage of loading to the next, and whether it plays when it
 * has data. Carries out {@link nextWatchStep}. An element that is paused and loaded has no timer.
 */
export function watchElement(media: HTMLMediaElement, options: ElementWatchOptions): void {
  const { quietLimitMs, isBusy, mayDefer, onQuiet, onStuck, onEnded } = options;
  const life = new AbortController();
  const signal = AbortSignal.any([options.signal, life.signal]);
  let state = initialWatchState;
  let hasProgressed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(): WatchFacts {
    const { paused, ended, seeking, readyState, playbackRate, currentTime, duration } = media;
    return {
      paused,
      ended,
      seeking,
      readyState,
      playbackRate,
      position: currentTime,
      duration,
      hasFailed: media.error !== null,
      isRemote: isRemote(media),
      hasProgressed,
      isBusy: isBusy(),
      mayDefer: mayDefer() || isUnseen(media),
      quietLimitMs,
    };
  }

  function schedule(): void {
    if (timer === undefined && !signal.aborted && isWatched(read()))
      timer = setTimeout(look, LOOK_MS);
  }

  function look(): void {
    timer = undefined;
    const facts = read();
    hasProgressed = false;
    if (!facts.paused && state.position !== undefined && facts.position !== state.position)
      pageHasPlayed = true;
    const next = nextWatchStep(state, facts);
    state = next.state;
    if (next.step === 'repair') media.currentTime += NUDGE_SECONDS;
    else if (next.step !== 'wait') finish(next.step);
    schedule();
  }

  function finish(step: 'quiet' | 'stuck' | 'end'): void {
    life.abort();
    if (step === 'quiet') onQuiet();
    if (step === 'stuck') onStuck();
    if (step !== 'end') return;
    media.pause();
    onEnded();
  }

  for (const name of progressEvents)
    media.addEventListener(
      name,
      () => {
        hasProgressed = true;
        schedule();
      },
      { signal },
    );
  for (const name of startEvents) media.addEventListener(name, schedule, { signal });
  media.ownerDocument?.addEventListener('visibilitychange', schedule, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  schedule();
}

/** Chrome loads no media in a page that is hidden and has played nothing yet. */
function isUnseen({ ownerDocument, readyState }: HTMLMediaElement): boolean {
  return ownerDocument?.hidden && !pageHasPlayed && readyState < HAVE_METADATA;
}

/** Whether the element plays on another device, as with Cast or AirPlay. */
export function isRemote(media: HTMLMediaElement): boolean {
  // `null` in a document without a window, such as that of a removed iframe.
  const { remote, webkitCurrentPlaybackTargetIsWireless: isWireless } = media as Omit<
    HTMLMediaElement,
    'remote'
  > & {
    readonly remote?: RemotePlayback | null;
    readonly webkitCurrentPlaybackTargetIsWireless?: boolean;
  };
  return Boolean(isWireless) || (remote?.state ?? 'disconnected') !== 'disconnected';
}
