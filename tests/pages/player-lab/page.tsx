import {
  CompositePlayer,
  MusicPlayer,
  type PlaybackError,
  type PlexConnectionOptions,
  type PlexEvent,
  PlexProvider,
  SinglePlayer,
} from 'coplay';
import 'coplay/styles.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** One player of the page. */
export interface LabPlayer {
  readonly kind: 'video' | 'music' | 'composite';
  readonly role: string;
  /** What a video plays. @default '662548', which is converted */
  readonly ratingKey?: string | undefined;
}

/** What a test says to the page, and what it may ask. */
export interface PlayerLab {
  connect(connection: PlexConnectionOptions): void;
  /** Shows just these players: the ones that are there and not named go. Nothing is left to do when it returns. */
  show(players: readonly LabPlayer[]): void;
  /** What the provider's `onEvent` was given. */
  readonly events: PlexEvent[];
  /** What the players' `onError` was given. */
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
  events: [],
  errors: [],
};

// For a page that loads this script twice, where `window.lab` belongs to the second.
const query = new URLSearchParams(location.search);
if (query.has('baseUrl')) {
  connection = { baseUrl: query.get('baseUrl') ?? '', token: query.get('token') ?? undefined };
  window.lab.show([{ kind: 'video', role: 'single' }]);
}
