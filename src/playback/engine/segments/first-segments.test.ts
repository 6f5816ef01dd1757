import { expect, it } from 'vitest';
import { buildMpd } from '../../../testing/media/mpd.ts';
import { firstSegments } from './first-segments.ts';

const url =
  'http://plex.test:32400/video/:/transcode/universal/start.mpd?session=one&X-Plex-Token=secret';
const base = 'http://plex.test:32400/video/:/transcode/universal/session/one';
const codecs = { codecs: 'x', bandwidth: 1 };
const manifest = buildMpd({
  session: 'one',
  durationMs: 60_000,
  tracks: [
    { ...codecs, kind: 'video', width: 1, height: 1, sampleRate: undefined },
    { ...codecs, kind: 'audio', width: undefined, height: undefined, sampleRate: 1 },
  ] as never,
});

it('names initialisation and first segment of each track, without the query of the manifest', () => {
  expect(firstSegments(manifest, url, 0)).toEqual([
    `${base}/0/header`,
    `${base}/0/0.m4s`,
    `${base}/1/header`,
    `${base}/1/0.m4s`,
  ]);
});

it('names the segment of the start position', () => {
  expect(firstSegments(manifest, url, 12.9)).toContain(`${base}/0/12.m4s`);
});

it.each([
  [
    'several representations',
    manifest.replaceAll('<Representation', '<Representation id="9"/><Representation'),
  ],
  ['another address', manifest.replace('<Period', '<BaseURL>http://elsewhere/</BaseURL><Period')],
  ['a timeline', manifest.replaceAll('<SegmentTemplate', '<SegmentTimeline/><SegmentTemplate')],
  [
    'an unknown part of the template',
    manifest.replaceAll('$Number$', '$Time$').replaceAll('header', '$Time$'),
  ],
  ['no length', manifest.replaceAll(' duration="1"', '')],
  [
    'a length of 0',
    manifest.replaceAll('timescale="1" duration="1"', 'timescale="0" duration="0"'),
  ],
  ['no template', manifest.replaceAll(/<SegmentTemplate[^>]*>/g, '')],
  ['a page of HTML', '<html></html>'],
  ['nothing', ''],
])('names nothing for %s', (_, text) => {
  expect(firstSegments(text, url, 0)).toEqual([]);
});
