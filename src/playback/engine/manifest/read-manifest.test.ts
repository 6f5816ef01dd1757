// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMpd } from '../../../testing/media/mpd.ts';
import type { Manifest } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import { readManifest as read } from './read-manifest.ts';
import { writeManifest } from './write-manifest.ts';

const folder = 'http://plex.test:32400/video/:/transcode/universal/';
const url = `${folder}start.mpd?session=one&X-Plex-Token=very-secret`;
const secret = 'very-secret';
const readManifest = (text: string, from: string) =>
  read(text, { url: from, redact: (one) => one.replaceAll(secret, '') });
const plex = buildMpd({
  session: 'one',
  durationMs: 61_500,
  tracks: [
    {
      kind: 'video',
      codecs: 'avc1.640028',
      width: 1920,
      height: 1080,
      sampleRate: undefined,
      bandwidth: 4_000_000,
    },
    {
      kind: 'audio',
      codecs: 'mp4a.40.2',
      width: undefined,
      height: undefined,
      sampleRate: 48_000,
      bandwidth: 128_000,
    },
  ] as never,
});

/** The manifest with a change. Fails where there is nothing to change. */
function changed(from: string | RegExp, to: string): string {
  const text = plex.replace(from, to);
  if (text === plex) throw new Error(`The manifest does not contain ${from}.`);
  return text;
}

const inPeriod = (element: string) => changed('</Period>', `${element}</Period>`);
const inRoot = (element: string) => changed('<Period', `${element}<Period`);
const inSet = (element: string) => changed('<SegmentTemplate', `${element}<SegmentTemplate`);

const given = readManifest(plex, url);

describe('readManifest', () => {
  it('reads what Plex sends, with absolute URLs that have no query', () => {
    const [video, audio] = given.sets;
    expect(given).toMatchObject({ url, durationSeconds: 61.5, minBufferSeconds: 10 });
    expect(video?.attributes).toMatchObject({ contentType: 'video', startWithSAP: '1' });
    expect(video?.representations).toEqual([
      {
        id: '0',
        bandwidth: 4_000_000,
        attributes: {
          mimeType: 'video/mp4',
          codecs: 'avc1.640028',
          width: '1920',
          height: '1080',
        },
        template: {
          initialization: `${folder}session/one/$RepresentationID$/header`,
          media: `${folder}session/one/$RepresentationID$/$Number$.m4s`,
          timescale: 1,
          startNumber: 0,
          presentationTimeOffset: 0,
          segments: 1,
        },
      },
    ]);
    expect(audio?.representations[0]?.attributes).toMatchObject({ audioSamplingRate: '48000' });
  });

  it('writes what it reads', () => {
    expect(readManifest(writeManifest(given), url)).toEqual(given);
  });

  it.each([
    ['a template of the representation', /<SegmentTemplate[^>]*>\s*<Representation([^>]*)\/>/],
    ['a template of the period', /(<Period[^>]*>)([\s\S]*?)(<SegmentTemplate[^>]*\/>)/],
  ])('reads %s', (name, pattern) => {
    const [template = ''] = /<SegmentTemplate[^>]*>/.exec(plex) ?? [];
    const text = name.endsWith('representation')
      ? plex.replaceAll(new RegExp(pattern, 'g'), `<Representation$1>${template}</Representation>`)
      : plex.replaceAll(template, '').replace(/<Period[^>]*>/, `$&${template}`);
    expect(readManifest(text, url).sets).toEqual(given.sets);
  });

  it('reads a timeline', () => {
    const text = changed(
      /duration="1" (startNumber[^>]*)\/>/,
      '$1><SegmentTimeline><S t="0" d="2" r="29"/><S d="1"/></SegmentTimeline></SegmentTemplate>',
    );
    const manifest = readManifest(text, url);
    expect(manifest.sets[0]?.representations[0]?.template.segments).toEqual([
      { t: 0, d: 2, r: 29 },
      { t: 60, d: 1, r: 0 },
    ]);
    expect(readManifest(writeManifest(manifest), url)).toEqual(manifest);
  });

  it('rounds the duration as it is written', () => {
    const manifest = readManifest(plex.replaceAll('"PT1M1.5S"', '"P0Y0M0DT0H1M1.5004999S"'), url);
    expect(manifest.durationSeconds).toBe(61.5);
  });

  it('follows the address that answered', () => {
    const other = 'https://other.test/deep/start.mpd?x=1';
    const { template } = readManifest(plex, other).sets[0]?.representations[0] ?? {};
    expect(template?.media).toMatch(/^https:\/\/other\.test\/deep\/session\/one\//);
  });

  it('keeps a BaseURL below the folder', () => {
    const { template } =
      readManifest(inRoot('<BaseURL>parts/</BaseURL>'), url).sets[0]?.representations[0] ?? {};
    expect(template?.media).toBe(`${folder}parts/session/one/$RepresentationID$/$Number$.m4s`);
  });

  it('keeps the query of a segment', () => {
    const { template } =
      readManifest(changed(/\.m4s"/g, '.m4s?part=1&amp;n=$Number%05d$"'), url).sets[0]
        ?.representations[0] ?? {};
    expect(template?.media.endsWith('.m4s?part=1&n=$Number%05d$')).toBe(true);
  });

  it.each([
    ['an event stream', inPeriod('<EventStream schemeIdUri="x"><Event/></EventStream>')],
    ['events inside of the segments', inSet('<InbandEventStream schemeIdUri="x" value="1"/>')],
    ['content steering', inRoot('<ContentSteering>https://foreign.test/</ContentSteering>')],
    ['another clock', inRoot('<UTCTiming schemeIdUri="x" value="https://foreign.test/"/>')],
    ['another location', inRoot('<Location>https://foreign.test/</Location>')],
    ['a location of patches', inRoot('<PatchLocation>https://foreign.test/</PatchLocation>')],
    [
      'reports to another host',
      inRoot(
        '<Metrics metrics="x"><Reporting schemeIdUri="urn:dvb:dash:reporting:2014" reportingUrl="https://foreign.test/"/></Metrics>',
      ),
    ],
    [
      'the query of the manifest for segments',
      inSet(
        '<SupplementalProperty schemeIdUri="urn:mpeg:dash:urlparam:2014"><UrlQueryInfo useMPDUrlQuery="true" queryTemplate="$querypart$" queryString="X-Plex-Token=a"/></SupplementalProperty>',
      ),
    ],
    ['keys', inSet('<ContentProtection schemeIdUri="x" laurl="https://foreign.test/"/>')],
    [
      'a remote element',
      changed('<Period', '<Period xlink:href="https://foreign.test/" xmlns:xlink="x"'),
    ],
    [
      'subtitles',
      inPeriod(
        '<AdaptationSet mimeType="text/vtt"><Representation id="2"><BaseURL>https://foreign.test/</BaseURL></Representation></AdaptationSet>',
      ),
    ],
    ['an unknown attribute', changed('<AdaptationSet', '<AdaptationSet onload="x"')],
  ])('leaves out %s', (_, text) => {
    expect(readManifest(text, url)).toEqual(given);
  });

  it.each([
    ['nothing', ''],
    ['text', 'Not found'],
    ['HTML', '<!DOCTYPE html><html><body>502</body></html>'],
    ['XHTML', '<html xmlns="http://www.w3.org/1999/xhtml"><MPD/></html>'],
    ['JSON', '{"MediaContainer":{}}'],
    ['a second document', plex + plex],
    ['no Period', '<MPD type="static" mediaPresentationDuration="PT10S"></MPD>'],
    ['two Periods', inRoot('<Period duration="PT1S"></Period>')],
    ['a Period that starts late', changed('start="PT0S"', 'start="PT10S"')],
    ['no AdaptationSet', plex.replace(/<AdaptationSet[\s\S]*<\/AdaptationSet>/, '')],
    ['only subtitles', plex.replaceAll(/(?:video|audio)\/mp4/g, 'text/vtt')],
    ['another container', plex.replaceAll('video/mp4', 'video/mp2t')],
    ['no Representation', plex.replaceAll(/<Representation[^>]*>/g, '')],
    ['no id', plex.replaceAll(/<Representation id="."/g, '<Representation')],
    ['no template', plex.replaceAll(/<SegmentTemplate[^>]*>/g, '')],
    ['no initialisation', plex.replaceAll(/ initialization="[^"]*"/g, '')],
    [
      'a byte range',
      plex.replaceAll(
        /<SegmentTemplate[^>]*>/g,
        '<SegmentBase indexRange="0-100"><Initialization range="0-50"/></SegmentBase>',
      ),
    ],
    [
      'a list',
      plex.replaceAll(
        /<SegmentTemplate[^>]*>/g,
        '<SegmentList><SegmentURL media="1"/></SegmentList>',
      ),
    ],
    ['no duration', plex.replaceAll(/(?:mediaPresentationD|\bd)uration="P[^"]*"/g, '')],
    ['a negative duration', plex.replaceAll('"PT1M1.5S"', '"-PT1M1.5S"')],
    ['a duration of 0', plex.replaceAll('"PT1M1.5S"', '"PT0S"')],
    ['a duration of years', plex.replaceAll('"PT1M1.5S"', '"P1Y"')],
    ['a duration of centuries', plex.replaceAll('"PT1M1.5S"', '"PT99999999H"')],
    [
      'a live presentation',
      changed('"static"', '"dynamic" availabilityStartTime="2099-01-01T00:00:00Z"'),
    ],
    ['a timescale of 0', plex.replaceAll('timescale="1"', 'timescale="0"')],
    ['a negative timescale', plex.replaceAll('timescale="1"', 'timescale="-1"')],
    ['segments without a length', plex.replaceAll(' duration="1"', '')],
    ['segments of length 0', plex.replaceAll(' duration="1"', ' duration="0"')],
    ['too many segments', plex.replaceAll('timescale="1"', 'timescale="1000000"')],
    ['a broken number', plex.replaceAll('startNumber="0"', 'startNumber="NaN"')],
    [
      'a timeline without end',
      plex.replaceAll(
        /<SegmentTemplate([^>]*)\/>/g,
        '<SegmentTemplate$1><SegmentTimeline><S d="1" r="999999999"/></SegmentTimeline></SegmentTemplate>',
      ),
    ],
    [
      'a timeline of length 0',
      plex.replaceAll(
        /<SegmentTemplate([^>]*)\/>/g,
        '<SegmentTemplate$1><SegmentTimeline><S d="0" r="5"/></SegmentTimeline></SegmentTemplate>',
      ),
    ],
    ['segments elsewhere', plex.replaceAll('media="', 'media="https://foreign.test/')],
    ['segments of another scheme', plex.replaceAll('media="', 'media="data:video/mp4,')],
    ['segments of another host', plex.replaceAll('media="', 'media="//foreign.test/')],
    [
      'segments of another host, by backslashes',
      plex.replaceAll('media="', 'media="\\\\foreign.test\\'),
    ],
    [
      'segments with a user',
      plex.replaceAll('media="', 'media="http://u:p@plex.test:32400/video/:/transcode/universal/'),
    ],
    ['segments above the folder', plex.replaceAll('media="', 'media="../')],
    ['segments above the folder, encoded', plex.replaceAll('media="', 'media="%2e%2e/')],
    [
      'segments above the folder, by the id',
      changed('id="0" codecs', 'id=".." codecs').replace('session/one/', ''),
    ],
    ['an id of dots', changed('id="0" codecs', 'id="." codecs')],
    ['a duration that is rounded to 0', plex.replaceAll('"PT1M1.5S"', '"PT0.0004S"')],
    ['too many elements', inRoot('<x/>'.repeat(5_000))],
    ['a numbered initialisation', plex.replaceAll('/header"', '/$Number$"')],
    ['an id that is an address', changed('id="0" codecs', 'id="https://foreign.test/" codecs')],
    ['an unknown placeholder', plex.replaceAll('$Number$', '$SubNumber$')],
    ['segments with the token', plex.replaceAll('.m4s', '.m4s?X-Plex-Token=very-secret')],
    ['a BaseURL elsewhere', inRoot('<BaseURL>https://foreign.test/</BaseURL>')],
    ['a BaseURL of a track elsewhere', inSet('<BaseURL>https://foreign.test/</BaseURL>')],
    ['entities', `<!DOCTYPE MPD [<!ENTITY a "aaaa">]>${plex.replace(/<\?xml.*\?>/, '')}`],
    ['an unknown entity', plex.replaceAll('avc1', '&x;')],
  ])('refuses %s', (_, text) => {
    expect(() => readManifest(text, url)).toThrow(ManifestError);
  });

  it('refuses a manifest that is cut, wherever that is', () => {
    for (let at = 0; at < plex.trimEnd().length; at += 1)
      expect(() => readManifest(plex.slice(0, at), url)).toThrow(ManifestError);
  });

  it('tells nothing of the manifest in its messages', () => {
    const text = plex.replaceAll('.m4s', '.m4s?X-Plex-Token=very-secret');
    expect(() => readManifest(text, url)).toThrow(/^A segment URL holds a token\.$/);
  });
});

/** What a hostile manifest may hold. */
const hostile = fc.constantFrom(
  'https://foreign.test/',
  '//foreign.test/',
  '\\\\foreign.test\\',
  'http:foreign.test',
  '../../',
  'javascript:alert(1)',
  'data:text/plain,x',
  '$RepresentationID$',
  '$Number$$Number$',
  '$$',
  '?X-Plex-Token=very-secret',
  '#',
  '"',
  '<',
  '&',
  '&#x3a;',
  ']]>',
  '<!--',
  '-1',
  '0',
  '1e999',
  'NaN',
  '999999999999999999',
  'PT1S',
  'dynamic',
  ' xlink:href="https://foreign.test/"',
  '<BaseURL>https://foreign.test/</BaseURL>',
  '<EventStream schemeIdUri="https://foreign.test/"/>',
  '<Period/>',
  '<SegmentTimeline><S d="1" r="-1"/></SegmentTimeline>',
  '',
);

const mutation = fc.record({
  at: fc.nat({ max: plex.length }),
  drop: fc.oneof(fc.constant(0), fc.nat({ max: 40 })),
  insert: fc.oneof(hostile, fc.string({ maxLength: 12, unit: 'binary' })),
});

function urlsOf({ sets }: Manifest): string[] {
  return sets.flatMap(({ representations }) =>
    representations.flatMap(({ template }) => [template.initialization, template.media]),
  );
}

it('refuses 5,000 mutated manifests, or keeps no address outside of the folder', () => {
  let kept = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const text = mutations.reduce(
        (mutated, { at, drop, insert }) => mutated.slice(0, at) + insert + mutated.slice(at + drop),
        plex,
      );
      let manifest: Manifest;
      try {
        manifest = readManifest(text, url);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(ManifestError);
        return;
      }
      kept += 1;
      for (const address of urlsOf(manifest)) expect(address.startsWith(folder)).toBe(true);
      const written = writeManifest(manifest);
      expect(written).not.toContain('foreign.test/"');
      expect(written).not.toContain(secret);
      expect(readManifest(written, url)).toEqual(manifest);
    }),
    { numRuns: 5_000 },
  );
  // Both outcomes are tested.
  expect(kept).toBeGreaterThan(50);
  expect(kept).toBeLessThan(4_950);
}, 60_000);
