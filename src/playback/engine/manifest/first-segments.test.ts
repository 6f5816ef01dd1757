import { expect, it } from 'vitest';
import { firstSegments } from './first-segments.ts';
import type { Manifest, Representation, SegmentTemplate } from './manifest.ts';

const folder = 'http://plex.test:32400/video/:/transcode/universal/';

function track(id: string, template: Partial<SegmentTemplate> = {}): Representation {
  return {
    id,
    bandwidth: 1_000,
    attributes: {},
    template: {
      initialization: `${folder}session/one/$RepresentationID$/header`,
      media: `${folder}session/one/$RepresentationID$/$Number$.m4s`,
      timescale: 1,
      startNumber: 0,
      presentationTimeOffset: 0,
      segments: 1,
      ...template,
    },
  };
}

function manifest(...tracks: (readonly Representation[])[]): Manifest {
  const sets = tracks.map((representations) => ({ attributes: {}, representations }));
  return { url: `${folder}start.mpd`, durationSeconds: 60, minBufferSeconds: 10, sets };
}

const urls = (...given: Parameters<typeof firstSegments>) =>
  firstSegments(...given).map(({ url }) => url.replace(folder, ''));

it('names initialisation and first segment of each track', () => {
  expect(urls(manifest([track('0')], [track('1')]), 0)).toEqual([
    'session/one/0/header',
    'session/one/0/0.m4s',
    'session/one/1/header',
    'session/one/1/0.m4s',
  ]);
});

it('names the segment of the start position, and what to expect of it', () => {
  const set = manifest([track('0', { timescale: 1_000, segments: 4_000, startNumber: 1 })]);
  expect(firstSegments(set, 12.9)).toContainEqual({
    url: `${folder}session/one/0/4.m4s`,
    bandwidth: 1_000,
    durationSeconds: 4,
  });
});

it.each([
  ['several representations', manifest([track('0'), track('1')])],
  ['a timeline', manifest([track('0', { segments: [{ t: 0, d: 1, r: 59 }] })])],
])('names nothing for %s', (_, given) => {
  expect(firstSegments(given, 0)).toEqual([]);
});
