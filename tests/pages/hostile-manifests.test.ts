import { createPlexServer, type PlexServer } from 'coplay/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../../scripts/listen.ts';
import { allowServer, newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';
import type { LabPlayer, LabState } from './player-lab/page.tsx';

type Change = (manifest: string) => string;

/** Nobody listens there. A request to it would be a breach of the rules for all pages. */
const foreign = 'http://elsewhere.localhost:47811/';

const into =
  (place: 'MPD' | 'Period' | 'AdaptationSet', element: string): Change =>
  (manifest) =>
    manifest.replaceAll(new RegExp(`<${place}[^>]*>`, 'g'), `$&${element}`);
const all =
  (from: RegExp, to: string): Change =>
  (manifest) =>
    manifest.replaceAll(from, to);

/** The manifest with a timeline in place of the length of its segments. */
const timeline = (runs: string, attributes = ''): Change =>
  all(
    /<SegmentTemplate([^>]*) duration="1"([^>]*)\/>/g,
    `<SegmentTemplate$1$2${attributes}><SegmentTimeline>${runs}</SegmentTimeline></SegmentTemplate>`,
  );

/** What is left out or written out, and the rest plays. */
const harmless: Readonly<Record<string, Change>> = {
  'timeline-to-the-end': timeline('<S t="0" d="1" r="-1"/>'),
  'timeline-to-the-next': timeline('<S t="0" d="1" r="-1"/><S t="5" d="1" r="-1"/>'),
  steering: into('MPD', `<ContentSteering>${foreign}</ContentSteering>`),
  clock: into(
    'MPD',
    `<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="${foreign}"/>`,
  ),
  location: into('MPD', `<Location>${foreign}</Location>`),
  reporting: into(
    'MPD',
    `<Metrics metrics="DVBErrors"><Reporting schemeIdUri="urn:dvb:dash:reporting:2014" value="1" dvb:reportingUrl="${foreign}" dvb:probability="1000" xmlns:dvb="urn:dvb:dash:dash-extensions:2014-1"/></Metrics>`,
  ),
  callback: into(
    'Period',
    `<EventStream schemeIdUri="urn:mpeg:dash:event:callback:2015" value="1"><Event presentationTime="0" duration="1" messageData="${foreign}"/></EventStream>`,
  ),
  'query-of-the-manifest': into(
    'AdaptationSet',
    '<SupplementalProperty schemeIdUri="urn:mpeg:dash:urlparam:2014"><up:UrlQueryInfo xmlns:up="urn:mpeg:dash:schema:urlparam:2014" useMPDUrlQuery="true" queryTemplate="$querypart$"/></SupplementalProperty>',
  ),
  xlink: all(
    /<Period/g,
    `<Period xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="${foreign}" xlink:actuate="onLoad"`,
  ),
};

/** What cannot be played. */
const unusable: Readonly<Record<string, Change>> = {
  empty: () => '',
  'no-sets': all(/<AdaptationSet[\s\S]*<\/AdaptationSet>/g, ''),
  'negative-duration': all(/"PT/g, '"-PT'),
  'byte-range': all(/<SegmentTemplate[^>]*>/g, '<SegmentBase indexRange="0-100"/>'),
  timescale: all(/timescale="1"/g, 'timescale="0"'),
  dynamic: all(/"static"/g, '"dynamic" availabilityStartTime="2099-01-01T00:00:00Z"'),
  'base-url': into('MPD', `<BaseURL>${foreign}</BaseURL>`),
  media: all(/media="/g, `media="${foreign}`),
  timeline: timeline('<S d="1" r="2000000000"/>'),
  // dash.js would count to the next, or to the offset, in one task.
  'endless-run': timeline('<S t="0" d="1" r="-1"/><S t="999999999999999" d="1"/>'),
  'long-run': timeline('<S t="0" d="1" r="-1"/><S t="300000000" d="1"/>'),
  'endless-offset': timeline(
    '<S t="0" d="1" r="-1"/>',
    ' presentationTimeOffset="999999999999999"',
  ),
  'many-representations': (manifest) =>
    timeline('<S t="0" d="1" r="19990"/>')(manifest).replace(/<Representation[^>]*\/>/, (one) =>
      Array.from({ length: 32 }, (_, id) => one.replace(/id="\d+"/, `id="${id}"`)).join(''),
    ),
  'escaped-dots': all(/media="/g, 'media="%$Number$e%$Number$e/'),
};

/** Cut at every 16th byte. dash.js's own XML reader does not end on some of them. */
const cuts = Array.from({ length: 88 }, (_, index) => (index + 1) * 16);
const cutAt =
  (at: number): Change =>
  (manifest) =>
    manifest.slice(0, Math.min(at, manifest.trimEnd().length - 1));

/** On a busy machine a task may take some time. Milliseconds. */
const BUSY_MS = 2_000;

/** Players of one page, each with a server of its own that changes its manifest. */
describe('a page with manifests that are', () => {
  let close = async () => {};
  afterEach(() => close());

  async function play(changes: Readonly<Record<string, Change>>): Promise<Lab> {
    const servers = new Map<string, PlexServer>();
    const listening = await listen(async (request) => {
      const [role = ''] = new URL(request.url).hostname.split('.');
      return (await servers.get(role)?.fetch(request)) ?? new Response(null, { status: 410 });
    });
    const context = await newContext();
    close = async () => {
      await context.close();
      await listening.close();
    };
    const players = Object.entries(changes).map(([name, body]): LabPlayer => {
      const role = `manifest-${name}`;
      const server = createPlexServer({ evict: 'strict' });
      server.inject({ kind: 'body', body, on: { path: '/start.mpd' } });
      servers.set(role, server);
      const baseUrl = listening.url.replace('127.0.0.1', `${role}.localhost`);
      allowServer(context, { baseUrl });
      return { kind: 'video', role, baseUrl, autoPlay: false };
    });
    const lab = await openLab(context, { baseUrl: listening.url });
    await lab.page.evaluate(() => {
      Object.assign(window, { longTasks: [] });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longTasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    await lab.show(...players);
    await lab.page.waitForFunction(() =>
      Object.values(window.lab.states()).every(
        ({ status, hasMedia }) => hasMedia || status === 'error',
      ),
    );
    return lab;
  }

  const outcomes = async ({ page }: Lab) => {
    const states: LabState[] = Object.values(await page.evaluate(() => window.lab.states()));
    return states.map(({ code, http, hasMedia }) => (hasMedia ? 'plays' : `${code} ${http}`));
  };
  /** Milliseconds. */
  const longestTask = ({ page }: Lab) => page.evaluate(() => Math.max(0, ...window.longTasks));
  const errors = ({ page }: Lab) => page.evaluate(() => window.lab.errors.length);

  it('odd but playable: they play, and nothing else is requested', async () => {
    const lab = await play(harmless);
    expect(new Set(await outcomes(lab))).toEqual(new Set(['plays']));
    expect(lab.uncaught).toEqual([]);
  });

  it('unusable: each ends in one error', async () => {
    const lab = await play(unusable);
    expect(new Set(await outcomes(lab))).toEqual(new Set(['server-error 200']));
    expect(await errors(lab)).toBe(Object.keys(unusable).length);
    expect(lab.uncaught).toEqual([]);
    expect(await longestTask(lab)).toBeLessThan(BUSY_MS);
  });

  it('cut anywhere: each ends in one error, and the page does not hang', async () => {
    const lab = await play(Object.fromEntries(cuts.map((at) => [`cut-${at}`, cutAt(at)])));
    expect(new Set(await outcomes(lab))).toEqual(new Set(['server-error 200']));
    expect(await errors(lab)).toBe(cuts.length);
    expect(lab.uncaught).toEqual([]);
    // dash.js's reader would not end at all.
    expect(await longestTask(lab)).toBeLessThan(BUSY_MS);
  });
});

describe('a manifest that another host answers, after a redirect', () => {
  it('plays and heals from there, without the token', async () => {
    const token = 'token-of-the-first-host';
    const server = createPlexServer({ evict: 'strict', token });
    const listening = await listen(async (request) => {
      const url = new URL(request.url);
      if (url.hostname === 'second.localhost') {
        url.searchParams.set('X-Plex-Token', token);
        return server.fetch(new Request(url, request));
      }
      if (!url.pathname.endsWith('/start.mpd')) return server.fetch(request);
      url.hostname = 'second.localhost';
      url.searchParams.delete('X-Plex-Token');
      const headers = { Location: url.href, 'Access-Control-Allow-Origin': '*' };
      return new Response(null, { status: 302, headers });
    });
    const context = await newContext();
    try {
      const [first, second] = ['first', 'second'].map((name) =>
        listening.url.replace('127.0.0.1', `${name}.localhost`),
      ) as [string, string];
      allowServer(context, { baseUrl: first, token });
      allowServer(context, { baseUrl: second });
      const lab = await openLab(context, { baseUrl: first, token });
      const segmentHosts: string[] = [];
      lab.page.on('request', (request) => {
        if (request.url().includes('/session/')) segmentHosts.push(new URL(request.url()).host);
      });
      await lab.show({ kind: 'video', role: 'redirected' });
      await lab.allPlay(1);
      server.restart();
      await lab.page.evaluate(() => {
        const video = document.querySelector('video');
        if (video) video.currentTime = 8;
      });
      await lab.page.waitForFunction(() => {
        const { currentTime = 0, seeking } = document.querySelector('video') ?? {};
        return !seeking && currentTime > 8.3;
      });
      expect(new Set(segmentHosts)).toEqual(new Set([new URL(second).host]));
      expect(lab.uncaught).toEqual([]);
    } finally {
      await context.close();
      await listening.close();
    }
  });
});

declare global {
  interface Window {
    longTasks: number[];
  }
}
