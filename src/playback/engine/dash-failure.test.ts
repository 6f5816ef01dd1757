import type { ErrorEvent } from 'dashjs';
import { describe, expect, it } from 'vitest';
import { dashFailure } from './dash-failure.ts';

const event = (code: number, status?: number, message = '') =>
  ({ error: { code, message, data: { response: { status } } } }) as unknown as ErrorEvent;

describe('dashFailure', () => {
  it.each([
    [27, 404, 'segment-gone'],
    [27, 410, 'segment-gone'],
    [27, 400, 'refused'],
    [27, 416, 'refused'],
    [27, 451, 'refused'],
    [10, 400, 'manifest'],
    [27, 0, 'segment-gone'],
    [27, undefined, 'segment-gone'],
    [27, 429, 'network'],
    [27, 503, 'network'],
    [27, 509, 'segment-gone'],
    [25, 503, 'manifest'],
    [25, 404, 'manifest'],
    [3, undefined, 'decode'],
    [23, undefined, 'unsupported'],
  ] as const)('converts error %i with status %s to %s', (code, status, kind) => {
    expect(dashFailure(event(code, status), String)).toMatchObject({ kind, status, final: true });
  });

  it('ignores errors that do not end playback', () => {
    expect(dashFailure({ error: 'download' } as unknown as ErrorEvent, String)).toBeUndefined();
    expect(dashFailure(event(16), String)).toBeUndefined();
  });

  it('redacts the message', () => {
    const failure = dashFailure(event(27, 404, 'token s3cret'), (text) =>
      text.replace('s3cret', '…'),
    );
    expect(failure?.cause.message).toBe('dash.js error 27: token …');
  });
});
