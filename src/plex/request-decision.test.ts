import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { requestDecision } from './decision.ts';

describe('requestDecision', () => {
  const request = { ids: createPlaybackIds('single-1', 'video'), ratingKey: '662548' };
  const answering = (body: BodyInit | null, status = 200) =>
    createPlexConnection({
      baseUrl: 'http://plex.local',
      token: 'sEcr3t-Token',
      fetch: async () => new Response(body, { status }),
    });

  it('sends the request and reads the answer', async () => {
    const body = JSON.stringify({
      MediaContainer: {
        generalDecisionCode: 1001,
        Metadata: [{ ratingKey: '662548', Media: { Part: { decision: 'transcode' } } }],
      },
    });
    expect((await requestDecision(answering(body), request)).outcome).toBe('transcode');
  });

  it('returns a refusal as a value, without the token that the server repeats', async () => {
    const text = 'Cannot play for sEcr3t-Token.';
    const body = JSON.stringify({
      MediaContainer: { generalDecisionCode: 2000, generalDecisionText: text },
    });
    expect(await requestDecision(answering(body), request)).toMatchObject({
      outcome: 'refused',
      text: 'Cannot play for [redacted].',
    });
  });

  it.each(['', '<html>sEcr3t-Token</html>', '{"MediaContainer":', 'null', '"sEcr3t-Token"'])(
    'calls an answer that is no decision a bad response, and does not quote it: %s',
    async (body) => {
      const error = await requestDecision(answering(body), request).catch((e: unknown) => e);
      expect(error).toMatchObject({ name: 'PlexError', code: 'bad-response' });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('sEcr3t');
    },
  );

  it.each([
    [400, 'rejected'],
    [401, 'auth-expired'],
    [503, 'server-unavailable'],
    [509, 'bandwidth'],
  ])('maps the status %i to a code', async (status, code) => {
    await expect(requestDecision(answering('sEcr3t-Token', status), request)).rejects.toMatchObject(
      { code, status },
    );
  });

  it('rejects when the answer breaks off', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('sEcr3t-Token'));
      },
    });
    const error = await requestDecision(answering(broken), request).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'server-unreachable' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('sEcr3t');
  });

  it('rejects when its signal is aborted, also while the body arrives', async () => {
    const controller = new AbortController();
    const slow = createPlexConnection({
      baseUrl: 'http://plex.local',
      fetch: async (_, init) =>
        new Response(
          new ReadableStream({
            start(stream) {
              init?.signal?.addEventListener('abort', () => stream.error(init.signal?.reason));
            },
          }),
        ),
    });
    const decision = requestDecision(slow, request, { signal: controller.signal });
    await new Promise<void>((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(decision).rejects.toMatchObject({ name: 'AbortError' });
  });
});
