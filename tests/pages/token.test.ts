import type { PlaybackErrorCode } from 'coplay';
import type { Fault } from 'coplay/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, requestsTo, serverHas } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';
import { startTokenProxy } from './token-proxy.ts';
import { searchForToken, type TokenSearch } from './token-search.ts';

/** Has characters that are encoded in a URL. */
const TOKEN = 'T0ken+of/this=server';

/** Conversion, direct play and music. */
const players: readonly LabPlayer[] = [
  { kind: 'video', role: 'converted' },
  { kind: 'video', role: 'direct', ratingKey: '662560' },
  { kind: 'music', role: 'songs' },
];

describe('the token', () => {
  let server: ListeningPlexServer;

  beforeEach(async () => {
    server = await startPlexServer({ evict: 'strict', token: TOKEN });
  });
  afterEach(() => server.close());

  it('appears nowhere in the page, over failures and recoveries', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    const search = await searchForToken(lab.page, TOKEN);
    await lab.show(...players);
    await lab.allPlay(players.length);
    await search.look();
    // Without a proxy, the URLs of direct play contain it.
    expect(
      (await sources(lab)).filter((src) => src.includes(encodeURIComponent(TOKEN))),
    ).toHaveLength(2);

    await healAfterRestart(server, lab);
    await search.look();
    await endAndRetry(lab, search);
    await lab.hide();

    await breakAndRetry(lab, search, 'server-unreachable', { kind: 'unreachable' });
    await breakAndRetry(lab, search, 'auth-expired', { kind: 'status', status: 401 });
    await expireAndRetry(lab, search);
    await lab.show({ kind: 'video', role: 'refused', ratingKey: '662570' });
    await hasFailed(lab, 'unsupported');
    await search.look();
    await lab.show({ kind: 'video', role: 'unknown', ratingKey: '999999' });
    await hasFailed(lab, 'not-found');
    await search.look();

    expect(search.found()).toEqual([]);
    expect(lab.uncaught).toEqual([]);

    // Proves that the search finds a token.
    await lab.page.evaluate((token) => {
      document.title = token;
      document.body.dataset.planted = `?X-Plex-Token=${encodeURIComponent(token)}`;
      localStorage.setItem('planted', token);
      // biome-ignore lint/suspicious/noConsole: the console is searched too
      console.warn(token);
    }, TOKEN);
    await search.look();
    await expect
      .poll(() => search.found().map((hit) => hit.split(':')[0]))
      .toEqual(expect.arrayContaining(['console', 'title', '<body data-planted>', 'storage']));
    await context.close();
  });

  it('is not needed in the page, behind a proxy that adds it', async () => {
    const proxy = await startTokenProxy(
      { baseUrl: server.baseUrl, token: TOKEN },
      '/behind/a-proxy',
    );
    const context = await newContext();
    const lab = await openLab(context, proxy);
    const search = await searchForToken(lab.page, TOKEN);
    const addresses: string[] = [];
    lab.page.on('request', (request) => addresses.push(request.url()));
    await lab.show(...players);
    await lab.allPlay(players.length);
    await healAfterRestart(server, lab);
    await search.look();
    addresses.push(...(await sources(lab)));
    expect(addresses.filter((address) => address.startsWith(proxy.baseUrl))).not.toEqual([]);
    expect(addresses.filter((address) => /token/i.test(address))).toEqual([]);
    expect(search.found()).toEqual([]);
    await context.close();
    await proxy.close();
  });

  /** The server owner ends the video. The player shows an error, and plays again after Retry. */
  async function endAndRetry(lab: Lab, search: TokenSearch): Promise<void> {
    const { resources } = server.server.snapshot();
    const video = resources.find(({ decision }) => decision === 'transcode');
    server.server.terminate(video?.playbackId ?? '');
    const player = lab.page.locator('[data-role="converted"]');
    // The pause is reported at once, and the response says that the session has ended.
    await player.locator('video').evaluate((element: HTMLVideoElement) => element.pause());
    await hasFailed(lab, 'terminated');
    await search.look();
    await player.getByRole('button', { name: 'Retry' }).click();
    await lab.page.waitForFunction(
      () =>
        (document.querySelector('[data-role="converted"] video') as HTMLVideoElement).readyState >=
        2,
    );
    await player.locator('video').evaluate((element: HTMLVideoElement) => element.play());
    await lab.allPlay(players.length);
    await search.look();
  }

  /** The token is revoked while a video plays, and its session dies. */
  async function expireAndRetry(lab: Lab, search: TokenSearch): Promise<void> {
    const undo = server.server.inject({ kind: 'status', status: 401 });
    server.server.restart();
    await hasFailed(lab, 'auth-expired', 2);
    await search.look();
    undo();
    await lab.page.getByRole('button', { name: 'Retry' }).click();
    await serverHas(server, 'a stream', ({ resources }) => resources.length === 1);
    await lab.allPlay(1);
    await search.look();
  }

  /** A player mounts while the server has `fault`, and plays after Retry once the fault is gone. */
  async function breakAndRetry(
    lab: Lab,
    search: TokenSearch,
    code: PlaybackErrorCode,
    fault: Fault,
  ): Promise<void> {
    const undo = server.server.inject(fault);
    await lab.show({ kind: 'video', role: code });
    await hasFailed(lab, code);
    await search.look();
    undo();
    await lab.page.getByRole('button', { name: 'Retry' }).click();
    await lab.allPlay(1);
    await search.look();
  }
});

/** Restarts the server. Resolves when the converted video has a new session. */
async function healAfterRestart(server: ListeningPlexServer, lab: Lab): Promise<void> {
  const starts = () => requestsTo(server.server.snapshot(), '/start.mpd').length;
  const before = starts();
  server.server.restart();
  await serverHas(server, 'a new start', () => starts() > before);
  await lab.allPlay(players.length);
}

/** Resolves when `onError` has been called with `code` at least `times` times. */
async function hasFailed(lab: Lab, code: PlaybackErrorCode, times = 1): Promise<void> {
  await lab.page.waitForFunction(
    ([wanted, count]) => window.lab.errors.filter((error) => error.code === wanted).length >= count,
    [code, times] as const,
  );
}

/** The `src` of all media elements. */
async function sources(lab: Lab): Promise<string[]> {
  return lab.page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map(({ src }) => src),
  );
}
