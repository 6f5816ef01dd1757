import {
  createPlexServer,
  type DeadSegments,
  type EvictionRule,
  type PlexServer,
  type PlexServerOptions,
} from 'coplay/testing';
import { readRealServer } from './real-server.ts';
import { closeRetired, retire } from './retired-servers.ts';
import { storedMedia } from './stored-media.ts';
import { declareServer } from './story-requests.ts';
import { serve, storybookBase } from './worker.ts';

/** The server of a story: an emulated one of its own, or a real Plex Media Server. */
export interface StoryPlex {
  readonly kind: 'emulated' | 'real';
  /** Options of `createPlexConnection`. Never show the token. */
  readonly connection: { readonly baseUrl: string; readonly token?: string };
  /** Rating key of a film to play. */
  readonly video: string;
  /** Rating key of a playlist of music. */
  readonly playlist: string;
  /**
   * The emulated server, with snapshot, faults and clock.
   * @throws Error when the stories use a real server
   */
  readonly server: PlexServer;
}

/** The settings of the emulated server in the toolbar. */
export interface ServerGlobals {
  evict: EvictionRule;
  generation: '1.42' | '1.43';
  deadSegments: DeadSegments;
}

const live = new Map<string, StoryPlex>();

/**
 * Opens the server of a story. A story that renders again, after a change of args or toolbar, keeps its server with new settings.
 * A story that is mounted again gets a new server at a path of its own, so that a late request of an earlier story reaches the
 * earlier server.
 */
export async function openStoryPlex(
  storyId: string,
  globals: ServerGlobals,
  options: Partial<PlexServerOptions> = {},
  leavesOpen?: string | undefined,
): Promise<{ plex: StoryPlex; close?: () => void }> {
  closeRetired();
  const real = realPlex();
  if (real) return { plex: real };
  const settings = { ...globals, ...options };
  const open = live.get(storyId);
  if (open) {
    const { basePath: _, token: __, catalogue: ___, ...patch } = settings;
    open.server.configure(patch);
    return { plex: open };
  }

  const runId = randomId();
  const baseUrl = new URL(`plex/${runId}`, storybookBase());
  const token = options.token === undefined ? randomId() : options.token;
  const server = createPlexServer({
    catalogue: await storedMedia(),
    ...settings,
    basePath: baseUrl.pathname,
    token,
  });
  declareServer({ baseUrl: baseUrl.href, token });
  await serve(runId, async (request) => asAcrossOrigins(request, await server.fetch(request)));
  const plex: StoryPlex = {
    kind: 'emulated',
    connection: { baseUrl: baseUrl.href, ...(token === null ? {} : { token }) },
    video: '662548',
    playlist: '140600',
    server,
  };
  live.set(storyId, plex);
  return {
    plex,
    close: () => {
      live.delete(storyId);
      retire({ storyId, runId, server, idlesOut: leavesOpen !== undefined });
    },
  };
}

/**
 * Applies CORS. The servers of the stories have the origin of the page, where a browser needs no CORS header. A real server has
 * another origin: there a browser hides an answer without the header.
 */
function asAcrossOrigins({ mode }: Request, response: Response): Response {
  const hidden = mode === 'cors' && !response.headers.has('Access-Control-Allow-Origin');
  return hidden ? Response.error() : response;
}

/** The real server, if one is chosen in this tab or set in the environment of Storybook. */
function realPlex(): StoryPlex | undefined {
  const chosen = readRealServer();
  const env = import.meta.env;
  const baseUrl = chosen?.baseUrl ?? env.STORYBOOK_PLEX_BASE_URL;
  if (!baseUrl) return undefined;
  const token = chosen ? chosen.token : env.STORYBOOK_PLEX_TOKEN;
  return {
    kind: 'real',
    connection: { baseUrl, ...(token ? { token } : {}) },
    video: chosen?.video || env.STORYBOOK_PLEX_VIDEO || '662548',
    playlist: chosen?.playlist || env.STORYBOOK_PLEX_PLAYLIST || '140600',
    get server(): PlexServer {
      throw new Error(
        'coplay: this story asks the emulated server, and the stories talk to a real one. Forget the real one to run it.',
      );
    },
  };
}

function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
