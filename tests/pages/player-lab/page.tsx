import {
  CompositePlayer,
  MusicPlayer,
  type PlaybackError,
  type PlexConnectionOptions,
  type PlexEvent,
  PlexProvider,
  preloadEngine,
  SinglePlayer,
} from 'coplay';
import 'coplay/styles.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** One player of the page. */
export interface LabPlayer {
  readonly kind: 'video' | 'music' | 'composite';
  readonly role: string;
  /** The video to play. @default '662548', which is converted */
  readonly ratingKey?: string | undefined;
}

/** Interface between a test and the page. */
export interface PlayerLab {
  connect(connection: PlexConnectionOptions): void;
  /** Renders exactly these players, synchronously. Unmounts all others. */
  show(players: readonly LabPlayer[]): void;
  readonly preloadEngine: typeof preloadEngine;
  /** Arguments of the provider's `onEvent`. */
  readonly events: PlexEvent[];
  /** Arguments of the players' `onError`. */
  readonly errors: PlaybackError[];
}

declare global {
  interface Window {
    lab: PlayerLab;
  }
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
let connection: PlexConnectionOptions = { baseUrl: '' };
let shown: readonly LabPlayer[] = [];

function Player({ player }: { player: LabPlayer }) {
  const { kind, role, ratingKey = '662548' } = player;
  const shared = { role, autoPlay: true, onError };
  if (kind === 'video') return <SinglePlayer {...shared} media={{ ratingKey }} />;
  if (kind === 'music') return <MusicPlayer {...shared} playlist="140600" />;
  return (
    <CompositePlayer
      {...shared}
      primary={{ ratingKey }}
      overlay={{ playlist: '140600' }}
      onOverlayError={onError}
    />
  );
}

function onError(error: PlaybackError): void {
  window.lab.errors.push(error);
}

function render(): void {
  const players = shown.map((player) => <Player key={player.role} player={player} />);
  flushSync(() =>
    root.render(
      <PlexProvider
        connection={connection}
        onEvent={(event) => {
          window.lab.events.push(event);
        }}
      >
        {players}
      </PlexProvider>,
    ),
  );
}

window.lab = {
  connect(next) {
    connection = next;
  },
  show(players) {
    shown = players;
    render();
  },
  preloadEngine,
  events: [],
  errors: [],
};

// For a page that loads this script twice: `window.lab` belongs to the second copy only.
// In the fragment, which no request contains.
const query = new URLSearchParams(location.hash.slice(1));
if (query.has('baseUrl')) {
  connection = { baseUrl: query.get('baseUrl') ?? '', token: query.get('token') ?? undefined };
  window.lab.show([{ kind: 'video', role: 'single' }]);
}
