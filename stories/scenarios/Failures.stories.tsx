import { MusicPlayer, PlexProvider, SinglePlayer } from 'coplay';
import { expect, fn, type Mock, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { refuseNextPlay } from '../support/autoplay.ts';
import { brokenCatalogue } from '../support/broken-catalogue.ts';
import type { PageArgs } from '../support/page-args.ts';
import { findOne, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { requestsTo, serverHas } from '../support/server.ts';
import { killTranscode } from '../support/sessions.ts';

interface PlayerWithProps extends PageArgs {
  /** The item to play. */
  ratingKey: string;
  /** Replaces the base URL of the connection. */
  baseUrl?: string;
  /** Replaces the token of the connection. */
  token?: string;
  /** Event handler called when playback has failed. */
  onError: (error: { code: string; message: string }) => void;
}

export function PlayerWith({ ratingKey, onError, autoPlay, ...overrides }: PlayerWithProps) {
  const { connection } = useStoryServer();
  return (
    <PlexProvider connection={{ ...connection, ...overrides }}>
      <SinglePlayer media={{ ratingKey }} onError={onError} autoPlay={autoPlay} />
    </PlexProvider>
  );
}

function OneIdentifierForTwo({ onError, autoPlay }: Pick<PlayerWithProps, 'onError' | 'autoPlay'>) {
  const { connection } = useStoryServer();
  return (
    <PlexProvider connection={connection}>
      <div style={{ display: 'grid', gap: 16 }}>
        <SinglePlayer
          media={{ ratingKey: '662548' }}
          plexClientSession="x-audio"
          autoPlay={autoPlay}
        />
        <MusicPlayer
          queue={[{ ratingKey: '140620' }]}
          plexClientSession="x"
          onError={onError}
          autoPlay={autoPlay}
        />
      </div>
    </PlexProvider>
  );
}

interface Expected {
  readonly code: string;
  readonly sentence: RegExp;
  /** How many decisions one attempt requests. @default 1 */
  readonly decisions?: number;
  /** Whether the player offers Retry. @default true */
  readonly retry?: boolean;
}

/** Failures with outside causes. Each shows one message with a way out, without endless retries and without a token. */
const meta = preview.meta({
  title: 'Scenarios/Failures',
  component: PlayerWith,
  excludeStories: ['PlayerWith'],
  args: { ratingKey: '662548', onError: fn(), autoPlay: true },
  parameters: { plex: { provider: false } },
  play: async ({ args, canvas, canvasElement, parameters, plex, userEvent, step }) => {
    const { code, sentence, decisions = 1, retry = true } = parameters.expected as Expected;
    const asked = () => requestsTo(plex.server.snapshot(), '/decision').length;
    await step('the player shows the error', async () => {
      const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(alert).toHaveTextContent(sentence);
      await expect(alert).toHaveTextContent(code);
      await expect(args.onError).toHaveBeenCalledTimes(1);
      await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code }));
    });
    await step('it sent the expected number of requests', () => expect(asked()).toBe(decisions));
    await step('Retry, where offered, sends as many again', async () => {
      if (!retry) {
        await expect(canvas.queryByRole('button', { name: 'Retry' })).not.toBeInTheDocument();
        return;
      }
      await userEvent.click(canvas.getByRole('button', { name: 'Retry' }));
      await waitFor(() => expect(args.onError).toHaveBeenCalledTimes(2), { timeout: PATIENCE_MS });
      await canvas.findByRole('alert');
      await expect(asked()).toBe(2 * decisions);
    });
    await step('no token is visible', async () => {
      const secrets = [plex.connection.token, args.token].filter((token) => token !== undefined);
      const said = JSON.stringify((args.onError as Mock).mock.calls);
      for (const secret of secrets) {
        await expect(canvasElement.outerHTML).not.toContain(secret);
        await expect(said).not.toContain(secret);
      }
    });
  },
});

/** The item does not exist: it was removed, or its file was replaced. */
export const UnknownRatingKey = meta.story({
  args: { ratingKey: '999999' },
  parameters: { expected: { code: 'not-found', sentence: /has no such item.*choose it again/ } },
});

/** The token is unknown or revoked. */
export const WrongToken = meta.story({
  args: { token: 'not-the-token-of-this-server' },
  parameters: { expected: { code: 'auth-expired', sentence: /Sign in again/ } },
});

/** Neither direct play nor conversion is possible. */
export const Refused = meta.story({
  args: { ratingKey: '662570' },
  parameters: {
    expected: { code: 'unsupported', sentence: /neither be played directly nor converted/ },
  },
});

/** The decision allows direct play, but the server refuses the file. */
export const RefusedDirectPlay = meta.story({
  args: { ratingKey: '662560' },
  parameters: { expected: { code: 'forbidden', sentence: /may not play this item/ } },
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'status', status: 403, on: { path: '/library/parts/' } }),
});

/** The server is unreachable. */
export const UnreachableServer = meta.story({
  parameters: { expected: { code: 'server-unreachable', sentence: /does not answer/ } },
  beforeEach: ({ plex }) => plex.server.inject({ kind: 'unreachable' }),
});

/** The base URL is invalid: nothing is sent. */
export const NotAUrl = meta.story({
  args: { baseUrl: 'my plex server' },
  parameters: {
    expected: {
      code: 'invalid-connection',
      sentence: /address of the Plex server/,
      decisions: 0,
      retry: false,
    },
  },
});

/** The rating key is empty: nothing is sent. */
export const NoRatingKey = meta.story({
  args: { ratingKey: '' },
  parameters: {
    expected: {
      code: 'invalid-argument',
      sentence: /cannot play. Pass media such as/,
      decisions: 0,
      retry: false,
    },
  },
});

/** The server has no bandwidth left, also not for a lower bitrate: 509. */
export const NoBandwidth = meta.story({
  parameters: {
    expected: {
      code: 'bandwidth',
      sentence: /no bandwidth left.*lower bitrate.*maxVideoBitrateKbps/,
      decisions: 2,
    },
  },
  beforeEach: ({ plex }) => plex.server.inject({ kind: 'bandwidth', aboveKbps: 1, status: 509 }),
});

/** The server rejects the request, as it does for some platforms: 400. */
export const BadRequest = meta.story({
  parameters: { expected: { code: 'server-error', sentence: /could not handle the request/ } },
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'status', status: 400, on: { path: '/decision' } }),
});

/** The server fails: 500. */
export const InternalError = meta.story({
  parameters: { expected: { code: 'server-error', sentence: /could not handle the request/ } },
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'status', status: 500, on: { path: '/decision' } }),
});

/** The server answers, but a proxy in front of it has removed the CORS header. */
export const NoCors = meta.story({
  parameters: {
    expected: { code: 'server-unreachable', sentence: /this page can reach it/ },
    plex: { provider: false, server: { cors: false } },
  },
});

/** The file is corrupt from its third second on. */
export const BrokenFile = meta.story({
  parameters: {
    expected: { code: 'decode', sentence: /could not decode the media/ },
    plex: { provider: false, server: { catalogue: brokenCatalogue() } },
  },
});

/** Each new session dies at once. After five in half a minute the player gives up. */
export const SessionStorm = meta.story({
  parameters: {
    expected: { code: 'session-storm', sentence: /asked for too many sessions/ },
  },
  beforeEach: ({ plex }) =>
    plex.server.subscribe(() => {
      if (plex.server.snapshot().jobs.length > 0) void killTranscode(plex);
    }),
  play: async ({ args, canvas, plex, step }) => {
    await step('the player shows the error', async () => {
      const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(alert).toHaveTextContent('asked for too many sessions');
      await expect(args.onError).toHaveBeenCalledTimes(1);
      await expect(args.onError).toHaveBeenCalledWith(
        expect.objectContaining({ code: 'session-storm' }),
      );
    });
    await step('it requested the first session and five more', () =>
      expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(6),
    );
  },
});

/** The browser blocks autoplay: the player shows a button, and reports no error. */
export const AutoplayBlocked = meta.story({
  beforeEach: () => refuseNextPlay(),
  play: async ({ args, canvas, canvasElement, userEvent }) => {
    const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
    await expect(alert).toHaveTextContent('The browser wants a click before it plays sound');
    await expect(canvas.queryByRole('button', { name: 'Retry' })).not.toBeInTheDocument();
    await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
    await reaches(await findOne(canvasElement, 'video'), 0.3);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    await expect(args.onError).not.toHaveBeenCalled();
  },
});

/**
 * The host gives two players the same client identifier, on a server that allows one stream per client. The two would end each
 * other for ever, so the music stops with an error, and the video plays.
 */
export const EvictedBySibling = meta.story({
  globals: { evict: 'client-strict' },
  render: (args) => <OneIdentifierForTwo {...args} />,
  play: async ({ args, canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the music gives way', async () => {
      const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(alert).toHaveTextContent('Another player on this page keeps ending this stream');
      await expect(args.onError).toHaveBeenCalledTimes(1);
      await expect(args.onError).toHaveBeenCalledWith(
        expect.objectContaining({ code: 'evicted-by-sibling' }),
      );
    });
    await step('the video plays on as the only stream', async () => {
      await playsOn(video, 2);
      const { resources } = await serverHas(plex, 'one stream', (now) => now.jobs.length === 1);
      await expect(resources.map(({ kind }) => kind)).toEqual(['video']);
      await expect(canvas.getAllByRole('alert')).toHaveLength(1);
    });
  },
});
