import { notDownloaded } from '../core/not-downloaded.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { hasMediaSource } from './has-media-source.ts';

const NO_MEDIA_SOURCE =
  'This browser cannot play converted media: it has no Media Source Extensions. Use a current version of Chrome, Edge, Firefox or Safari.';

type DashEngineModule = typeof import('./dash-engine.ts');

let loading: Promise<DashEngineModule> | undefined;

/**
 * Downloads dash.js and what connects it to a player, once for this copy of the library. A failed download is forgotten, so
 * the next call tries again.
 *
 * A retry helps in browsers that follow whatwg/html#10327. Older ones keep a failed module until the page is reloaded;
 * a library cannot change that, because only the bundler of the host knows the URL.
 *
 * @throws PlaybackError `unsupported` where there is no MediaSource, `server-unreachable` when the download fails.
 */
export function loadDashEngine(): Promise<DashEngineModule> {
  if (!hasMediaSource())
    return Promise.reject(new PlaybackError('unsupported', { text: NO_MEDIA_SOURCE }));
  loading ??= import('./dash-engine.ts').catch((cause: unknown) => {
    loading = undefined;
    throw notDownloaded(cause);
  });
  return loading;
}

/**
 * Downloads the engine of converted video (dash.js, about 240 kB gzip) before the first video is shown. Call it when a video
 * is likely to follow, such as on a page that opens a player in a dialog. Does nothing on a server and where there is no
 * MediaSource. A download that fails is tried again by the first player.
 */
export function preloadEngine(): void {
  if (hasMediaSource()) loadDashEngine().catch(() => {});
}
