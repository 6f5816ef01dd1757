import type { MediaPlayerClass } from 'dashjs';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { dashFailure } from './dash-failure.ts';
import { replaceSegmentLoader } from './dash-segment-loader.ts';
import { dashSettings } from './dash-settings.ts';
import { type Engine, type EngineHost, emptyElement } from './engine.ts';
import { hasMediaSource } from './has-media-source.ts';
import { loadDash } from './load-dash.ts';
import { secondsReady } from './seconds-ready.ts';
import { SegmentLoader } from './segments/segment-loader.ts';

const NO_MEDIA_SOURCE =
  'This browser cannot play converted media: it has no Media Source Extensions. Use a current version of Chrome, Edge, Firefox or Safari.';

/**
 * Plays a Plex transcode with dash.js, which is downloaded when the first one plays. `load` rejects with a PlaybackError:
 * `unsupported` without MediaSource, `server-unreachable` when dash.js cannot be downloaded.
 *
 * A dash.js player cannot be destroyed before `initialize()` (it throws a string), nor twice (a TypeError). This engine
 * may be destroyed at any time, also while dash.js is being downloaded.
 */
export function createDashEngine(host: EngineHost): Engine {
  const { media, redact, onFailure, onEnded } = host;
  const life = new AbortController();
  const { signal } = life;
  let player: MediaPlayerClass | undefined;

  function fail(failure: EngineFailure): void {
    if (!signal.aborted) onFailure(failure);
  }

  const loader = new SegmentLoader({
    signal,
    control: host.session,
    durationSeconds: () => (Number.isFinite(media.duration) ? media.duration : 0),
    secondsReady: () => secondsReady(media),
    positionSeconds: () => media.currentTime,
    whenMounted: host.whenMounted,
    onIncompatible: () =>
      fail({
        kind: 'manifest',
        final: true,
        cause: new Error('The new session has another manifest.'),
      }),
  });

  function createPlayer({ MediaPlayer }: typeof import('dashjs')): MediaPlayerClass {
    const { events } = MediaPlayer;
    const created = MediaPlayer().create();
    created.updateSettings(dashSettings);
    created.on(events.ERROR, (event) => {
      const failure = dashFailure(event, redact);
      if (failure) fail(failure);
    });
    // dash.js checks for the end five times a second. When it finds the end before the element does, it pauses the
    // element, which then never fires `ended`.
    created.on(events.PLAYBACK_ENDED, (event) => {
      // Whether the last period has ended; missing in the types of 5.2.1.
      const { isLast } = event as { isLast?: boolean };
      if (isLast && !signal.aborted) onEnded();
    });
    created.addResponseInterceptor(async (response) => {
      if (typeof response.data === 'string') loader.learn(response.data);
      return response;
    });
    replaceSegmentLoader(created, loader);
    created.initialize(media, undefined, false);
    return created;
  }

  return {
    name: 'dash',
    async load({ url, offsetSeconds }, startSeconds) {
      if (!hasMediaSource()) throw new PlaybackError('unsupported', { text: NO_MEDIA_SOURCE });
      loader.attach(url, offsetSeconds);
      const dashjs = player ? undefined : await loadDash();
      if (signal.aborted) return;
      if (dashjs) player ??= createPlayer(dashjs);
      player?.attachSource(url, startSeconds);
    },
    destroy() {
      if (signal.aborted) return;
      life.abort();
      // Without a player the element was never touched.
      if (!player) return;
      player.destroy();
      player = undefined;
      emptyElement(media);
    },
  };
}
