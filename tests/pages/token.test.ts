import type { PlaybackErrorCode } from 'coplay';
import type { Fault } from 'coplay/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, requestsTo, serverHas } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';
import { startTokenProxy } from './token-proxy.ts';
import { searchForToken, type TokenSearch } from './token-search.ts';

/** With signs that look different in a URL. */
const TOKEN = 'T0ken+of/this=server';

/** Converted, direct and music: the three ways in which media come. */
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

  it('is nowhere to be seen, whatever breaks and heals', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    const search = await searchForToken(lab.page, TOKEN);
    await lab.show(...players);
    await lab.allPlay(players.length);
    await search.look();
    // Without a proxy it has to stand here. It also shows that the server wants it in this form.
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

    // The search would have found it.
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

  it('need not be in the page at all, behind a proxy that adds it', async () => {
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

  /** The owner of the server ends the video, which says so and plays again after Retry. */
  async function endAndRetry(lab: Lab, search: TokenSearch): Promise<void> {
    const { resources } = server.server.snapshot();
    const video = resources.find(({ decision }) => decision === 'transcode');
    server.server.terminate(video?.playbackId ?? '');
    const player = lab.page.locator('[data-role="converted"]');
    // A change of state is reported at once, and the answer tells.
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

  /** The token is revoked in the middle of a video, whose session dies as well. */
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

  /** A player meets a server that is broken like this, and plays after Retry once it is not any more. */
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

/** The server forgets what plays, and the converted video gets a new session. */
async function healAfterRestart(server: ListeningPlexServer, lab: Lab): Promise<void> {
  const starts = () => requestsTo(server.server.snapshot(), '/start.mpd').length;
  const before = starts();
  server.server.restart();
  await serverHas(server, 'a new start', () => starts() > before);
  await lab.allPlay(players.length);
}

/** Resolves when `onError` has been told of this code so many times. */
async function hasFailed(lab: Lab, code: PlaybackErrorCode, times = 1): Promise<void> {
  await lab.page.waitForFunction(
    ([wanted, count]) => window.lab.errors.filter((error) => error.code === wanted).length >= count,
    [code, times] as const,
  );
}

/** What the media elements play. */
async function sources(lab: Lab): Promise<string[]> {
  return lab.page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map(({ src }) => src),
  );
}
