import { describe, expect, it } from 'vitest';
import { verdictOf } from './segment-verdict.ts';

const media = new Uint8Array(300).buffer;
const nothing = new ArrayBuffer(0);

describe('verdictOf', () => {
  it.each([
    [200, media, 'full'],
    [206, media, 'full'],
    [200, nothing, 'empty'],
    [204, nothing, 'empty'],
    [404, media, 'gone'],
    [410, nothing, 'gone'],
    [0, nothing, 'away'],
    [408, nothing, 'away'],
    [429, nothing, 'away'],
    [500, nothing, 'away'],
    [503, media, 'away'],
    [509, nothing, 'refused'],
    [401, nothing, 'refused'],
    [403, media, 'refused'],
    [400, nothing, 'refused'],
    [304, nothing, 'refused'],
  ] as const)('judges %i', (status, body, verdict) => {
    expect(verdictOf('media', status, body)).toBe(verdict);
  });
});
