import { describe, expect, it } from 'vitest';
import { isMixedContent } from './mixed-content.ts';

describe('isMixedContent', () => {
  it.each([
    ['http://192.168.1.10:32400', 'https://app.example/', true],
    ['http://tv.local:32400', 'https://app.example/', true],
    ['https://1-2-3-4.abc.plex.direct:32400', 'https://app.example/', false],
    ['http://192.168.1.10:32400', 'http://app.example/', false],
    ['http://localhost:32400', 'https://app.example/', false],
    ['http://127.0.0.1:32400', 'https://app.example/', false],
    ['http://[::1]:32400', 'https://app.example/', false],
    ['http://localhost.example', 'https://app.example/', true],
    ['http://192.168.1.10:32400', undefined, false],
  ])('%s asked from %s: %s', (url, page, expected) => {
    expect(isMixedContent(url, page)).toBe(expected);
  });
});
