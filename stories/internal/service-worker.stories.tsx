import {
  createPlaybackIds,
  createPlexConnection,
  dashStartUrl,
  partUrl,
  requestDecision,
} from 'coplay/plex';
import type { Fault } from 'coplay/testing';
import { useEffect, useRef } from 'react';
import { expect, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';

/**
 * The path from a story to its emulated server, with plain dash.js and a plain audio element instead of a coplay player. A
 * failure here is a fault of the service worker or the server.
 */
const meta = preview.meta({
  title: 'Internal/Service worker',
  tags: ['!autodocs'],
  render: () => <BareMedia />,
});

function BareMedia() {
  const { connection: options, video } = useStoryServer();
  const videoElement = useRef<HTMLVideoElement>(null);
  const audioElement = useRef<HTMLAudioElement>(null);

  useEffect(() => {
    const controller = new AbortController();
    const connection = createPlexConnection(options);
    void (async () => {
      const videoIds = createPlaybackIds('internal-bare-video', 'video');
      const request = { ids: videoIds, ratingKey: video };
      await requestDecision(connection, request, { signal: controller.signal });
      const dashjs = await import('dashjs');
      if (controller.signal.aborted || !videoElement.current || !audioElement.current) return;
      const player = dashjs.MediaPlayer().create();
      player.initialize(videoElement.current, dashStartUrl(connection, request), true);
      controller.signal.addEventListener('abort', () => player.destroy());

      const audioIds = createPlaybackIds('internal-bare-audio', 'audio');
      const decision = await requestDecision(
        connection,
        { ids: audioIds, ratingKey: '140611' },
        { signal: controller.signal },
      );
      if (decision.outcome !== 'directplay' || !decision.part.key) return;
      audioElement.current.src = partUrl(connection, {
        ids: audioIds,
        partKey: decision.part.key,
      });
      await audioElement.current.play();
    })().catch((error: unknown) => {
      if (!controller.signal.aborted) reportError(error);
    });
    return () => controller.abort();
  }, [options, video]);

  return (
    <div style={{ display: 'grid', gap: 12, maxWidth: 640 }}>
      <video ref={videoElement} muted style={{ width: '100%', background: '#000' }} />
      {/* biome-ignore lint/a11y/useMediaCaption: tones */}
      <audio ref={audioElement} controls aria-label="Bare audio" />
    </div>
  );
}

/** DASH through the worker, and a file with range requests, 206 responses and seeking. */
export const BothKinds = meta.story({
  parameters: {
    plex: { dock: 'open', leavesOpen: 'Bare elements never say that they have stopped.' },
  },
  play: async ({ canvasElement, plex, step }) => {
    const video = canvasElement.querySelector('video')!;
    const audio = canvasElement.querySelector('audio')!;
    await step('both play', async () => {
      await waitFor(() => expect(video.currentTime).toBeGreaterThan(1), { timeout: 15_000 });
      await waitFor(() => expect(audio.currentTime).toBeGreaterThan(0.5), { timeout: 15_000 });
    });
    await step('the audio element seeks with a range request', async () => {
      audio.currentTime = 20;
      await waitFor(() => expect(audio.currentTime).toBeGreaterThan(20.2), { timeout: 15_000 });
    });
    await step('the server answered the range requests with 206', async () => {
      const parts = plex.server.snapshot().requests.filter(({ path }) => path.includes('/parts/'));
      expect(parts.length).toBeGreaterThan(0);
      expect(
        parts.every(({ range, status }) => range?.startsWith('bytes=') && status === 206),
      ).toBe(true);
    });
  },
});

/** Faults reach the page through the worker as a server on a port would send them. */
export const Faults = meta.story({
  render: () => <p>This story only sends requests.</p>,
  play: async ({ plex, step }) => {
    const { baseUrl } = plex.connection;
    const get = (init?: RequestInit) => fetch(`${baseUrl}/identity`, init);
    const struck = async (fault: Fault, read: () => Promise<unknown>) => {
      const undo = plex.server.inject(fault);
      await read();
      undo();
    };
    const on = { path: '/identity' };
    await step('any status of an answer', async () => {
      for (const status of [200, 204, 205, 226, 301, 304, 400, 451, 599])
        await struck({ kind: 'status', status, on }, async () =>
          expect((await get()).status).toBe(status),
        );
    });
    await step('a redirect', async () => {
      const location = `${baseUrl}/library/sections?X-Plex-Token=${plex.connection.token}`;
      await struck({ kind: 'status', status: 302, location, on }, async () => {
        const answer = await get();
        expect([answer.status, answer.url]).toEqual([200, location]);
      });
    });
    await step('another body, and one that ends early', async () => {
      await struck({ kind: 'body', body: 'abcdefgh', on }, async () => {
        expect(await (await get()).text()).toBe('abcdefgh');
        await struck({ kind: 'truncate', bytes: 3, on }, async () =>
          expect(await (await get()).text()).toBe('abc'),
        );
      });
    });
    await step('a body in pieces, until the page gives up', async () => {
      await struck({ kind: 'trickle', bytes: 4, everyMs: 30, on }, async () => {
        const controller = new AbortController();
        const reader = (await get({ signal: controller.signal })).body!.getReader();
        for (let piece = 0; piece < 3; piece += 1)
          expect((await reader.read()).value?.byteLength).toBe(4);
        controller.abort();
        await expect(reader.read()).rejects.toThrow();
      });
    });
  },
});
