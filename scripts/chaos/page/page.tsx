import { MusicPlayer, PlexProvider, SinglePlayer } from 'coplay';
import 'coplay/styles.css';
import { createRoot } from 'react-dom/client';
import { installJumpingClock } from './jumping-clock.ts';
import { MediaWatch } from './media-watch.ts';

/** The page of a chaos run: a video and music from one server, and a `MediaWatch` that records them. */
// In the fragment, which no request contains.
const query = new URLSearchParams(location.hash.slice(1));
const queue = query.getAll('track').map((ratingKey) => ({ ratingKey }));

declare global {
  /** Moves the wall clock of the page. Milliseconds. */
  var chaosClock: (byMs: number) => void;
}
globalThis.chaosClock = installJumpingClock(globalThis);

const watch = new MediaWatch(document);
globalThis.chaosWatch = watch;

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <PlexProvider
    connection={{ baseUrl: query.get('baseUrl') ?? '', token: query.get('token') ?? undefined }}
    onEvent={(event) => watch.onPlexEvent(event)}
  >
    <SinglePlayer media={{ ratingKey: query.get('video') ?? '' }} autoPlay />
    <MusicPlayer queue={queue} autoPlay variant="bar" />
  </PlexProvider>,
);
