import { describe, expect, it } from 'vitest';
import { needsBeacon } from './needs-beacon.ts';

const withKeepalive = { prototype: { keepalive: false } };
const without = { prototype: {} };
const navigator = { sendBeacon() {} };
const customFetch = () => {};

describe('needsBeacon', () => {
  it.each([
    ['keepalive', {}, { Request: withKeepalive, navigator }, false],
    ['no keepalive', {}, { Request: without, navigator }, true],
    ['neither', {}, { Request: without, navigator: {} }, false],
    ['no navigator', {}, { Request: without }, false],
    ['no fetch at all', {}, { navigator }, false],
    ['a fetch of the host', { customFetch }, { Request: without, navigator }, false],
  ])('with %s', (_title, connection, page, expected) => {
    expect(needsBeacon(connection, page)).toBe(expected);
  });

  it('is false in Node, whose requests have keepalive', () => {
    expect(needsBeacon({})).toBe(false);
  });
});
