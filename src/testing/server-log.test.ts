import { describe, expect, it } from 'vitest';
import { formatLogLine, formatLogTime } from './log-lines.ts';
import { createServerLog, maskToken } from './server-log.ts';

describe('the server log', () => {
  it('writes dates as Plex does', () => {
    expect(formatLogTime(new Date(2025, 11, 13, 13, 58, 30, 482).getTime())).toBe(
      'Dec 13, 2025 13:58:30.482',
    );
    expect(formatLogTime(new Date(2026, 0, 3, 4, 5, 6, 7).getTime())).toBe(
      'Jan 03, 2026 04:05:06.007',
    );
  });

  it('writes the request id before the text', () => {
    const log = createServerLog(
      () => new Date(2025, 11, 13, 13, 58, 30, 482).getTime(),
      () => null,
      () => {},
    );
    log.write('Killing job.', { requestId: '34f592' });
    expect(log.lines.map(formatLogLine)).toEqual([
      'Dec 13, 2025 13:58:30.482 [Req#34f592] Killing job.',
    ]);
  });

  it('writes one line for each entry', () => {
    const log = createServerLog(
      () => 0,
      () => null,
      () => {},
    );
    log.write('Client [a\r\nStreaming Resource: Added session 0x1:b] reporting');
    expect(log.lines.map(({ text }) => text)).toEqual([
      'Client [a Streaming Resource: Added session 0x1:b] reporting',
    ]);
  });

  it('keeps the order of time and the last 2000 lines', () => {
    const log = createServerLog(
      () => 5000,
      () => null,
      () => {},
    );
    for (let n = 0; n < 2100; n += 1) log.write(`line ${n}`, n === 2099 ? { time: 10 } : {});
    expect(log.lines).toHaveLength(2000);
    expect(log.lines[0]?.text).toBe('line 100');
    expect(log.lines.at(-1)?.time).toBe(5000);
  });
});

describe('maskToken', () => {
  const mask = 'x'.repeat(20);
  it.each([
    ['/a?X-Plex-Token=abc&b=1', `/a?X-Plex-Token=${mask}&b=1`],
    ['[/ X-Plex-Token => abc / Accept => */*]', `[/ X-Plex-Token => ${mask} / Accept => */*]`],
    ['/a?x-plex-token=abc', `/a?x-plex-token=${mask}`],
    ['/photo?url=%2Fa%3FX-Plex-Token%3Dabc', `/photo?url=%2Fa%3FX-Plex-Token%3D${mask}`],
    ['the secret/1 and secret%2F1', `the ${mask} and ${mask}`],
    ['/a?x=%73ecret%252f1', `/a?x=${mask}`],
  ])('masks %s', (text, masked) => {
    expect(maskToken(text, 'secret/1')).toBe(masked);
  });

  it('masks a token of any length', () => {
    const token = 'h'.repeat(30_000);
    expect(maskToken(`/a?x=${token}&b=1`, token)).toBe(`/a?x=${mask}&b=1`);
  });

  it('masks the known token as a whole, also with characters that end others', () => {
    expect(maskToken("/photo?X-Plex-Token=ab'cdefgh", "ab'cdefgh")).toBe(
      `/photo?X-Plex-Token=${mask}`,
    );
  });

  it.each(["it's*me!", 'it%27s%2Ame%21', 'it%27s%2ame%21', 'it%27s*me%21'])(
    'hides the known one written as %s',
    (form) => {
      expect(maskToken(`reason=${form}&b=1`, "it's*me!")).toBe(`reason=${mask}&b=1`);
    },
  );
});
