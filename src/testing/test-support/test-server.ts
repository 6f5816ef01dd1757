import { createPlexServer, type PlexServer, type PlexServerOptions } from '../index.ts';
import { tinyCatalogue } from './tiny-catalogue.ts';

const BASE = 'http://plex.test';

export interface TestServer {
  readonly server: PlexServer;
  get(path: string, init?: RequestInit): Promise<Response>;
  /** The `MediaContainer` of a JSON answer. */
  json(path: string, init?: RequestInit): Promise<Record<string, unknown>>;
  /** The texts of the log that contain one of these, in order. All texts without an argument. */
  lines(...parts: readonly string[]): string[];
  player(ids: PlayerIds): TestPlayer;
}

export interface PlayerIds {
  readonly client: string;
  readonly playback?: string;
  readonly session?: string;
  readonly item: string;
  readonly kind?: 'video' | 'music';
  /** Additional query parameters of decision and start. They replace the defaults. */
  readonly query?: string;
}

/** Sends the requests of a player. */
export interface TestPlayer {
  decision(): Promise<Response>;
  start(): Promise<Response>;
  /** Fetches a segment, or without a number the initialisation segment. */
  segment(segment?: number, track?: number): Promise<Response>;
  part(range?: string): Promise<Response>;
  timeline(state: string, timeMs?: number): Promise<Response>;
  ping(): Promise<Response>;
  stop(): Promise<Response>;
}

/** A server with the tiny catalogue, and functions to send requests. Its clock moves only by `advance`. */
export function testServer(options: PlexServerOptions = {}): TestServer {
  const server = createPlexServer({ catalogue: tinyCatalogue(), ...options });
  const get = (path: string, init?: RequestInit) =>
    server.fetch(new Request(`${BASE}${options.basePath ?? ''}${path}`, init));
  return {
    server,
    get,
    async json(path, init) {
      const response = await get(path, { ...init, headers: { Accept: 'application/json' } });
      const body = (await response.json()) as { MediaContainer: Record<string, unknown> };
      return body.MediaContainer;
    },
    lines(...parts) {
      const texts = server.snapshot().log.map((line) => line.text);
      return parts.length === 0
        ? texts
        : texts.filter((text) => parts.some((part) => text.includes(part)));
    },
    player: (ids) => testPlayer(get, ids, options.token ?? undefined),
  };
}

function testPlayer(
  get: TestServer['get'],
  { client, playback, session, item, kind = 'video', query = '' }: PlayerIds,
  token: string | undefined,
): TestPlayer {
  const labels = new URLSearchParams({ 'X-Plex-Client-Identifier': client });
  labels.set('X-Plex-Platform', 'Chrome');
  if (playback) labels.set('X-Plex-Session-Identifier', playback);
  if (token) labels.set('X-Plex-Token', token);
  const universal = `/${kind}/:/transcode/universal`;
  const media = `${query}&path=/library/metadata/${item}&directPlay=1${session ? `&session=${session}` : ''}&protocol=dash&${labels}`;
  return {
    decision: () => get(`${universal}/decision?${media}`),
    start: () => get(`${universal}/start.mpd?${media}`),
    segment: (segment, track = 0) =>
      get(
        `${universal}/session/${session}/${track}/${segment === undefined ? 'header' : `${segment}.m4s`}`,
      ),
    async part(range) {
      const answer = await get(`/library/metadata/${item}?${labels}`, {
        headers: { Accept: 'application/json' },
      });
      const { MediaContainer } = (await answer.json()) as {
        MediaContainer: { Metadata: { Media: { Part: { key: string }[] }[] }[] };
      };
      const key = MediaContainer.Metadata[0]?.Media[0]?.Part[0]?.key;
      return get(`${key}?${labels}`, range === undefined ? {} : { headers: { Range: range } });
    },
    timeline: (state, timeMs = 0) =>
      get(
        `/:/timeline?ratingKey=${item}&key=/library/metadata/${item}&state=${state}&time=${timeMs}&duration=12000&${labels}`,
        { headers: { Accept: 'application/json' } },
      ),
    ping: () => get(`${universal}/ping?session=${session}&${labels}`),
    stop: () => get(`${universal}/stop?session=${session}&${labels}`),
  };
}
