import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManifestError } from './manifest-error.ts';
import { expandTemplate, resolveTemplate } from './segment-url.ts';

const folder = 'http://plex.test:32401/video/:/transcode/universal/';
const origin = { url: `${folder}start.mpd?session=one`, redact: (text: string) => text };
const track = { id: '0', bandwidth: 4_000 };
const resolve = (template: string, representation = track, base = origin.url) =>
  resolveTemplate(template, representation, base, origin);

it.each([
  ['session/one/$RepresentationID$/$Number$.m4s', 'session/one/0/7.m4s'],
  ['session/one/$RepresentationID$/$Time$.m4s', 'session/one/0/70.m4s'],
  ['$Bandwidth$/$Number%05d$', '4000/00007'],
  ['$Number$', '7'],
  ['a%20b/$Number$/../x$Number$', 'a%20b/x7'],
  ['x%C3%A4y$Number$', 'x%C3%A4y7'],
  ['x?part=%2F1&n=$Number$', 'x?part=%2F1&n=7'],
  ['/video/:/transcode/universal/v1.$Number$.m4s#here', 'v1.7.m4s'],
])('accepts %s', (template, address) => {
  expect(expandTemplate(resolve(template), track, { number: 7, time: 70 })).toBe(folder + address);
});

describe('refuses', () => {
  it.each([
    ['escaped dots for one number', '%$Number$e%$Number$e/library/sections'],
    ['escaped dots for one number, after others', 'a/%$Number$e%$Number$e/%$Number$e%$Number$e/x'],
    ['an escaped dot and a dot', '%$Number$e./x'],
    ['an escaped dot for one time', '%$Time$e./x'],
    ['an escaped slash', '..%$Number$f..%$Number$f$x'],
    ['an escape of a fixed digit and a number', '%2$Number$x'],
    ['an escape of a letter and a number', 'X-Plex-Toke%6$Number$=x'],
    ['an escape in the query', 'x?%$Number$6'],
    ['an escape with a width', '%$Number%02d$/x'],
    ['an escape with the bandwidth', '%2$Bandwidth$/$Number$'],
    ['an escape with the id', '%$RepresentationID$2/$Number$'],
    ['an escape behind a tab', '%\t$Number$e%\n$Number$e/x'],
    ['an escaped percent sign', '%25$Number$e%25$Number$e/$Number$'],
    ['escaped slashes', '..%2F..%2flibrary/$Number$'],
    ['escaped backslashes', '..%5C..%5clibrary/$Number$'],
    ['a backslash', 'session\\$Number$'],
    ['dots beside a number', '..$Number$/x'],
    ['a dot beside an id', '.$RepresentationID$/$Number$'],
    ['dots around a number', '.$Number$./x'],
    ['a number in the port', 'http://plex.test:3240$Number$/video/:/transcode/universal/x'],
    ['a number in the host', 'http://plex$Number$.test:32401/video/:/transcode/universal/x'],
    ['a number in the folder', '/video/:/transcode/universal$Number$/x'],
    ['a dollar sign, which dash.js fills in twice', 'a$$Number$$.m4s'],
    ['an unknown placeholder', '$SubNumber$'],
    ['a placeholder that is not closed', '$Number$/$'],
    ['a width that dash.js does not know', '$Number%5d$'],
    ['a very long address', `${'a'.repeat(5_000)}$Number$`],
    ['folders above', '../../$Number$'],
  ])('%s', (_, template) => {
    expect(() => resolve(template)).toThrow(ManifestError);
  });

  it('a number in the folder of the manifest itself', () => {
    const url = 'http://plex.test/a$Number$b/start.mpd';
    const odd = { ...origin, url };
    expect(() => resolveTemplate('x', track, url, odd)).toThrow(ManifestError);
  });
});

it('keeps each segment of an accepted template below the folder', () => {
  const piece = fc.constantFrom(
    ...[
      '%',
      '2',
      'e',
      'E',
      '2e',
      '2f',
      '5c',
      '.',
      '..',
      '/',
      '\\',
      '?',
      '#',
      'a',
      '25',
      '\t',
      ':',
      '@',
      '//',
    ],
    ...['$Number$', '$Time$', '$Number%02d$', '$RepresentationID$', '$Bandwidth$', '$$', '$'],
    ...['http://plex.test:3240', 'plex.test', folder],
  );
  const number = fc.oneof(fc.nat({ max: 99 }), fc.nat({ max: 2 ** 40 }));
  let kept = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join('')),
      fc.record({ id: fc.constantFrom('0', '2e', 'e', '.', '..', '2'), bandwidth: number }),
      fc.array(fc.record({ number, time: number }), { minLength: 10, maxLength: 10 }),
      (template, representation, values) => {
        let resolved: string;
        try {
          resolved = resolve(template, representation);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(ManifestError);
          return;
        }
        if (/\$(?:Number|Time)/.test(resolved)) kept += 1;
        for (const value of [...values, { number: 2, time: 2 }, { number: 2, time: 5 }]) {
          const filled = expandTemplate(resolved, representation, value) ?? '';
          const { href } = new URL(filled);
          expect(href.startsWith(folder)).toBe(true);
          // Also for a server that reads escapes before it reads the path.
          const path = new URL(filled).pathname.replace(/%([0-7][\da-f])/gi, (_, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          );
          expect(new URL(path, folder).href.startsWith(folder)).toBe(true);
        }
      },
    ),
    { numRuns: 10_000 },
  );
  expect(kept).toBeGreaterThan(200);
});
