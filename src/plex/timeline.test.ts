import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { redact } from './redact.ts';
import { parseTimelineAnswer, reportTimeline } from './timeline.ts';
import { type TimelineReport, timelineUrl } from './timeline-url.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ids = createPlaybackIds('single-1', 'video');
const report: TimelineReport = {
  ids,
  ratingKey: '662548',
  state: 'playing',
  timeSeconds: 12.3456,
  durationSeconds: 60,
};

function answering(body: string | null, status = 200) {
  const asked: string[] = [];
  const connection = createPlexConnection({
    baseUrl: 'http://plex.local',
    token: 'sEcr3t-Token',
    fetch: async (url) => {
      asked.push(String(url));
      return new Response(body, { status });
    },
  });
  return { connection, asked };
}

describe('timelineUrl', () => {
  const { connection } = answering('');
  const parameters = (overrides: Partial<TimelineReport> = {}) =>
    new URL(timelineUrl(connection, { ...report, ...overrides })).searchParams;

  it('reports in whole milliseconds, with every id', () => {
    expect(Object.fromEntries(parameters())).toMatchObject({
      ratingKey: '662548',
      key: '/library/metadata/662548',
      state: 'playing',
      time: '12346',
      duration: '60000',
      session: ids.transcodeId,
      'X-Plex-Session-Identifier': ids.playbackId,
      'X-Plex-Client-Identifier': ids.clientIdentifier,
    });
    expect(parameters().has('continuing')).toBe(false);
    expect(parameters().has('playbackTime')).toBe(false);
  });

  it('sends optional values', () => {
    const more = parameters({ playbackTimeSeconds: 3.2, continuing: true });
    expect(more.get('playbackTime')).toBe('3200');
    expect(more.get('continuing')).toBe('1');
  });

  it('never reports a time outside 0 and the duration, which is answered 400', () => {
    const seconds = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, 59.9999, 60.0001));
    fc.assert(
      fc.property(seconds, seconds, (timeSeconds, durationSeconds) => {
        const query = parameters({ timeSeconds, durationSeconds });
        expect(query.get('time')).toMatch(/^\d+$/);
        expect(query.get('duration')).toMatch(/^\d+$/);
        expect(Number(query.get('time'))).toBeLessThanOrEqual(Number(query.get('duration')));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('reportTimeline', () => {
  it('sends one request and returns an empty answer when the playback goes on', async () => {
    const { connection, asked } = answering('{"MediaContainer":{"size":0}}');
    expect(await reportTimeline(connection, report)).toEqual({});
    expect(asked).toEqual([timelineUrl(connection, report)]);
  });

  it('returns that the server ended the playback, and why, without a token', async () => {
    const body = JSON.stringify({
      MediaContainer: {
        terminationCode: '2006',
        terminationText: 'Admin terminated playback with reason: bed time, sEcr3t-Token',
      },
    });
    expect(await reportTimeline(answering(body).connection, report)).toEqual({
      terminationCode: 2006,
      terminationText: 'Admin terminated playback with reason: bed time, [redacted]',
    });
  });

  it.each([
    null,
    '',
    ' ',
    '<MediaContainer size="0"/>',
    '[]',
    'null',
    '{"MediaContainer":7}',
    '{"terminationCode":{}}',
  ])('reads the answer %j as an empty one', async (body) => {
    expect(await reportTimeline(answering(body).connection, report)).toEqual({});
  });

  it('reads an object that throws as an empty answer', () => {
    const trap = {
      get MediaContainer(): never {
        throw new Error('trap');
      },
    };
    expect(parseTimelineAnswer(trap)).toEqual({});
    const text = 'Ended: X-Plex-Token=abc123';
    expect(parseTimelineAnswer({ terminationCode: '2006', terminationText: text })).toEqual({
      terminationCode: 2006,
      terminationText: 'Ended: X-Plex-Token=[redacted]',
    });
  });

  it('shows no part of a token in a long text full of tokens', () => {
    const token = `eyJ${'h'.repeat(30_000)}`;
    const clean = (text: string) => redact(text, [token]);
    for (const text of [token, `Ended: ${token}`, `${token} `.repeat(3)]) {
      const { terminationText } = parseTimelineAnswer({ terminationText: text }, clean);
      expect(terminationText ?? '').not.toContain('hh');
    }
    const long = parseTimelineAnswer({ terminationText: 'word '.repeat(9_000) }, clean);
    expect(long.terminationText).toHaveLength(300);
  });

  it('rejects with the code of the status', async () => {
    await expect(reportTimeline(answering('', 401).connection, report)).rejects.toMatchObject({
      code: 'auth-expired',
    });
    await expect(
      reportTimeline(answering('', 304 as never).connection, report),
    ).rejects.toBeInstanceOf(Error);
  });

  it('can outlive the page', async () => {
    let init: RequestInit | undefined;
    const connection = createPlexConnection({
      baseUrl: 'http://plex.local',
      fetch: async (_, given) => {
        init = given;
        return new Response('');
      },
    });
    await reportTimeline(connection, { ...report, state: 'stopped' }, { keepalive: true });
    expect(init).toMatchObject({ keepalive: true, method: 'GET' });
  });
});
