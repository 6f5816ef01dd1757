import { describe, expect, it } from 'vitest';
import { PlaybackError } from '../core/playback-error.ts';
import { failureError } from './failure-error.ts';

describe('failureError', () => {
  it.each([
    ['segment-gone', 404, 'terminated'],
    ['segment-gone', 410, 'terminated'],
    ['segment-gone', undefined, 'terminated'],
    ['segment-gone', 401, 'auth-expired'],
    ['network', undefined, 'server-unreachable'],
    ['network', 429, 'server-error'],
    ['network', 503, 'server-error'],
    ['manifest', undefined, 'server-error'],
    ['manifest', 200, 'server-error'],
    ['missing', 0, 'server-error'],
    ['missing', 404, 'server-error'],
    ['manifest', 301, 'server-error'],
    ['manifest', 404, 'server-error'],
    ['manifest', 403, 'forbidden'],
    ['refused', undefined, 'server-error'],
    ['refused', 400, 'server-error'],
    ['refused', 509, 'bandwidth'],
    ['decode', undefined, 'decode'],
    ['unsupported', 200, 'unsupported'],
  ] as const)('converts the failure %s with status %s to %s', (kind, status, code) => {
    const failure = { kind, status, final: true, cause: new Error('x') };
    expect(failureError(failure)).toMatchObject({ code, status: status || undefined });
  });

  it('has no status where there was no answer', () => {
    const failure = { kind: 'network', status: 0, final: true, cause: new Error('x') } as const;
    const error = failureError(failure);
    expect([error.code, error.status]).toEqual(['server-unreachable', undefined]);
  });

  it('is the error that the engine gives as the cause', () => {
    const cause = new PlaybackError('decode', { text: 'It stands still.' });
    expect(failureError({ kind: 'stalled', final: true, cause })).toBe(cause);
  });
});
