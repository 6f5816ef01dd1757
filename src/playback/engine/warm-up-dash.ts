import { unlessAborted } from '../../plex/unless-aborted.ts';
import { whenIdle } from '../core/when-idle.ts';
import { createDashPlayer } from './create-dash-player.ts';
import { emptyElement } from './engine.ts';

/** A small manifest as Plex writes it. It takes dash.js through all that precedes the first segment. */
const MANIFEST = `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" mediaPresentationDuration="PT8S" minBufferTime="PT1S"><Period id="0" start="PT0S" duration="PT8S">${[
  'id="0" mimeType="video/mp4" codecs="avc1.640028" width="640" height="360" bandwidth="1000000"',
  'id="1" mimeType="audio/mp4" codecs="mp4a.40.2" audioSamplingRate="48000" bandwidth="128000"',
]
  .map(
    (representation) =>
      `<AdaptationSet segmentAlignment="true"><SegmentTemplate timescale="1" duration="1" startNumber="0" initialization="$RepresentationID$/header" media="$RepresentationID$/$Number$.m4s"/><Representation ${representation}/></AdaptationSet>`,
  )
  .join('')}</Period></MPD>`;

/** dash.js wants an absolute URL. Nothing is requested from it. */
const MANIFEST_URL = 'https://warm-up.invalid/start.mpd';

/** Where dash.js does not come to its first segment, it is ended after this. Milliseconds. */
const LIMIT_MS = 5_000;

let warmingUp: Promise<void> | undefined;

/**
 * When the page is idle, runs dash.js on an element outside of it until it asks for its first segment, so that the browser has
 * compiled it. Once; nothing is requested. Resolves when it is over, or `signal` aborts.
 */
export function warmUpDash(signal: AbortSignal): Promise<void> {
  warmingUp ??= new Promise<void>((resolve) => {
    const cancel = whenIdle(() => resolve(run(signal)));
    signal.addEventListener('abort', () => resolve(cancel()), { once: true });
  });
  return warmingUp;
}

async function run(signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const media = document.createElement('video');
  const player = createDashPlayer(media, {
    manifest: async () => ({ status: 200, body: MANIFEST, url: MANIFEST_URL }),
    segment: (_, cancelled) => {
      over.abort();
      return unlessAborted(new Promise(() => {}), cancelled);
    },
  });
  player.attachSource(MANIFEST_URL);
  const limit = AbortSignal.any([signal, over.signal, AbortSignal.timeout(LIMIT_MS)]);
  await unlessAborted(new Promise(() => {}), limit).catch(() => {});
  player.destroy();
  emptyElement(media);
}
