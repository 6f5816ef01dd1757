import { MediaPlayer, type MediaPlayerClass } from 'dashjs';
import type { EngineFailure } from '../core/engine-failure.ts';
import { dashFailure } from './dash-failure.ts';
import { replaceSegmentLoader } from './dash-segment-loader.ts';
import { dashSettings } from './dash-settings.ts';
import { type Engine, type EngineHost, emptyElement } from './engine.ts';
import { secondsReady } from './seconds-ready.ts';
import { SegmentLoader } from './segments/segment-loader.ts';

/**
 * Plays a Plex transcode with dash.js. This module imports dash.js, so it is only loaded by `loadEngine`.
 *
 * A dash.js player cannot be destroyed before `initialize()` (it throws a string), nor twice (a TypeError). This engine
 * may be destroyed at any time.
 */
export function createDashEngine(host: EngineHost): Engine {
  const { media, redact, onFailure, onEnded } = host;
  const life = new AbortController();
  const { signal } = life;
  let player: MediaPlayerClass | undefined;
  let isAttached = false;

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

  function createPlayer(): MediaPlayerClass {
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
    prepare() {
      if (!signal.aborted) player ??= createPlayer();
    },
    load({ url, offsetSeconds }, startSeconds) {
      if (signal.aborted) return;
      loader.attach(url, offsetSeconds, startSeconds);
      player ??= createPlayer();
      isAttached = true;
      player.attachSource(url, startSeconds);
    },
    destroy() {
      if (signal.aborted) return;
      life.abort();
      player?.destroy();
      player = undefined;
      if (isAttached) emptyElement(media);
    },
  };
}
