import {
  CompositePlayer,
  type MediaState,
  MusicPlayer,
  type PlaybackError,
  type PlaybackErrorCode,
  type Player as PlayerHandle,
  type PlexConnectionOptions,
  type PlexEvent,
  PlexProvider,
  preloadEngine,
  SinglePlayer,
} from 'coplay';
import 'coplay/styles.css';
import { useCallback } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { bodyOf, Elsewhere, type Place } from './Elsewhere.tsx';

/** One player of the page. */
export interface LabPlayer {
  /** `inset` is a composite with two videos. */
  readonly kind: 'video' | 'music' | 'composite' | 'inset';
  readonly role: string;
  /** Tells two players of one role apart. @default the role */
  readonly name?: string | undefined;
  /** What to play. @default the video '662548', which is converted; the playlist '140600' */
  readonly ratingKey?: string | undefined;
  /** The playlist of a player of music, in place of `ratingKey`. */
  readonly playlist?: string | undefined;
  /** Base URL of a server of its own, without a token. @default the server of `connect` */
  readonly baseUrl?: string | undefined;
  /** @default true */
  readonly autoPlay?: boolean | undefined;
  /** Where it is shown, if not in the page itself. */
  readonly place?: Place | undefined;
}

/** How far a player is. */
export interface LabState {
  readonly status: MediaState['status'];
  /** Whether the element has a picture or sound to play. */
  readonly hasMedia: boolean;
  /** The error: its code, and the HTTP status. */
  readonly code: PlaybackErrorCode | undefined;
  readonly http: number | undefined;
}

/** Interface between a test and the page. */
export interface PlayerLab {
  connect(connection: PlexConnectionOptions): void;
  /** Renders exactly these players, synchronously. Unmounts all others. */
  show(players: readonly LabPlayer[]): void;
  /** The states of all players, by their names. */
  states(): Record<string, LabState>;
  /** Opens a window for players with the place `window`. Needs a click. */
  openWindow(): void;
  readonly preloadEngine: typeof preloadEngine;
  /** Arguments of the provider's `onEvent`. */
  readonly events: PlexEvent[];
  /** Arguments of the players' `onError`. */
  readonly errors: PlaybackError[];
}

declare global {
  interface Window {
    lab: PlayerLab;
    labWindow?: Window | undefined;
  }
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
let connection: PlexConnectionOptions = { baseUrl: '' };
let shown: readonly LabPlayer[] = [];
const mounted = new Map<string, PlayerHandle>();

function Player({ player }: { player: LabPlayer }) {
  const { kind, role, name = role, ratingKey, playlist = '140600', autoPlay = true } = player;
  const playerRef = useCallback(
    (handle: PlayerHandle | null) => {
      if (handle) mounted.set(name, handle);
      else mounted.delete(name);
    },
    [name],
  );
  const shared = { role, autoPlay, onError, playerRef };
  const media = { ratingKey: ratingKey ?? '662548' };
  if (kind === 'video') return <SinglePlayer {...shared} media={media} />;
  if (kind === 'music')
    return <MusicPlayer {...shared} {...(ratingKey ? { queue: [media] } : { playlist })} />;
  return (
    <CompositePlayer
      {...shared}
      primary={media}
      overlay={kind === 'inset' ? { ratingKey: '662560', type: 'video' } : { playlist: '140600' }}
      onOverlayError={onError}
    />
  );
}

function onError(error: PlaybackError): void {
  window.lab.errors.push(error);
}

function onEvent(event: PlexEvent): void {
  window.lab.events.push(event);
}

function render(): void {
  const players = shown.map((player) => {
    const { baseUrl, role, name = role, place } = player;
    const own = <Player key={name} player={player} />;
    const element = place ? (
      <Elsewhere key={name} place={place}>
        {own}
      </Elsewhere>
    ) : (
      own
    );
    return baseUrl === undefined ? (
      element
    ) : (
      <PlexProvider key={name} connection={{ baseUrl }} onEvent={onEvent}>
        {element}
      </PlexProvider>
    );
  });
  flushSync(() =>
    root.render(
      <PlexProvider connection={connection} onEvent={onEvent}>
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
  states: () =>
    Object.fromEntries(
      [...mounted].map(([name, { state, element }]) => {
        const { status, error } = state;
        const hasMedia = (element?.readyState ?? 0) >= HTMLMediaElement.HAVE_CURRENT_DATA;
        return [name, { status, hasMedia, code: error?.code, http: error?.status }];
      }),
    ),
  openWindow() {
    window.labWindow = window.open('', '', 'width=700,height=500') ?? undefined;
    if (window.labWindow) bodyOf(window.labWindow.document);
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
