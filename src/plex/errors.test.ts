import { describe, expect, it } from 'vitest';
import { isPlexError, PlexError } from './errors.ts';

describe('PlexError', () => {
  it('has a code, a status, and a redacted message', () => {
    const error = new PlexError(
      'not-found',
      'coplay: no X-Plex-Token=abc123 here. Look elsewhere.',
      {
        status: 404,
      },
    );
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'PlexError', code: 'not-found', status: 404 });
    expect(error.message).toBe('coplay: no X-Plex-Token=[redacted] here. Look elsewhere.');
    expect(error.stack).not.toContain('abc123');
    expect('cause' in error).toBe(false);
  });

  it('keeps the chain of causes as redacted copies, without the fields of the originals', () => {
    const inner = Object.assign(new Error('Bearer topsecret'), { url: 'topsecret' });
    const outer = new TypeError('fetch failed for topsecret', { cause: inner });
    const error = new PlexError('server-unreachable', 'coplay: no.', {
      cause: outer,
      secrets: ['topsecret'],
    });
    const copy = error.cause as Error;
    expect(copy).toMatchObject({ name: 'TypeError', message: 'fetch failed for [redacted]' });
    expect(copy.cause).toMatchObject({ message: 'Bearer [redacted]' });
    expect(copy.cause).not.toHaveProperty('url');
    expect(copy.stack).not.toContain('topsecret');
  });

  it('has no secret in the name of a cause', () => {
    const cause = Object.assign(new Error('x'), { name: 'Failed at s3cret' });
    const error = new PlexError('server-unreachable', 'x', { cause, secrets: ['s3cret'] });
    expect((error.cause as Error).name).toBe('Failed at [redacted]');
  });

  it('accepts a cause that is its own cause, and one that is no error', () => {
    const loop = new Error('round and round');
    loop.cause = loop;
    expect(new PlexError('rejected', 'coplay: no.', { cause: loop }).cause).toBeInstanceOf(Error);
    const text = new PlexError('rejected', 'coplay: no.', { cause: 'X-Plex-Token=abc123' });
    expect((text.cause as Error).message).not.toContain('abc123');
  });
});

describe('isPlexError', () => {
  it('recognises one of another copy of the library', () => {
    const foreign = Object.assign(new Error('coplay: no.'), {
      name: 'PlexError',
      code: 'rejected',
    });
    expect(isPlexError(foreign)).toBe(true);
    expect(isPlexError(new PlexError('rejected', 'coplay: no.'))).toBe(true);
    expect(isPlexError(new Error('no'))).toBe(false);
    expect(isPlexError(undefined)).toBe(false);
  });
});
