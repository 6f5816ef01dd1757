import type { ErrorEvent, MediaPlayerClass } from 'dashjs';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { replaceSegmentLoader } from './dash-segment-loader.ts';
import { dashSettings } from './dash-settings.ts';
import { type Engine, type EngineHost, emptyElement } from './engine.ts';
import { SegmentLoader } from './segments/segment-loader.ts';

const notDownloaded =
  'A part of the player could not be downloaded. Check that this page is online, then reload it.';

/**
 * A Plex transcode through dash.js, which is downloaded only when the first one plays.
 *
 * dash.js instances are one-shot: `destroy()` before `initialize()` throws a string, a second one throws a TypeError.
 * This wrapper may be destroyed at any time, also while dash.js is still on its way.
 */
export function createDashEngine({
  media,
  redact,
  onFailure,
  onEnded,
  ...host
}: EngineHost): Engine {
  const life = new AbortController();
  const { signal } = life;
  let player: MediaPlayerClass | undefined;

  const loader = new SegmentLoader({
    signal,
    durationSeconds: () => (Number.isFinite(media.duration) ? media.duration : 0),
    renew: host.renew,
    relocate: host.relocate,
    findAlive: host.findAlive,
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

  function fail(failure: EngineFailure): void {
    if (!signal.aborted) onFailure(failure);
  }

  function onError(event: ErrorEvent): void {
    const failure = failureOfDashError(event, redact);
    if (failure) fail(failure);
  }

  return {
    name: 'dash',
    async load({ url, offsetSeconds }, startSeconds) {
      loader.attach(url, offsetSeconds);
      if (player) {
        player.attachSource(url, startSeconds);
        return;
      }
      const dashjs = await import('dashjs').catch((cause: unknown) => {
        throw new PlaybackError('server-unreachable', { text: notDownloaded, cause });
      });
      if (signal.aborted) return;
      player = dashjs.MediaPlayer().create();
      player.updateSettings(dashSettings);
      player.on(dashjs.MediaPlayer.events.ERROR, onError);
      // Five times a second dash.js looks whether the end is reached. When it sees that before the element does, it
      // pauses the element, which then never fires `ended`.
      player.on(dashjs.MediaPlayer.events.PLAYBACK_ENDED, (event) => {
        // Of the last period, that is; missing from the types of 5.2.1.
        const { isLast } = event as { isLast?: boolean };
        if (isLast && !signal.aborted) onEnded();
      });
      player.addResponseInterceptor(async (response) => {
        if (typeof response.data === 'string') loader.learn(response.data);
        return response;
      });
      replaceSegmentLoader(player, loader);
      player.initialize(media, undefined, false);
      player.attachSource(url, startSeconds);
    },
    destroy() {
      if (signal.aborted) return;
      life.abort();
      player?.destroy();
      player = undefined;
      emptyElement(media);
    },
  };
}

/** How long what is buffered lasts, in seconds of the clock. */
function secondsReady({ buffered, currentTime, paused, playbackRate }: HTMLMediaElement): number {
  if (paused) return Number.POSITIVE_INFINITY;
  for (let index = 0; index < buffered.length; index += 1)
    if (buffered.start(index) <= currentTime && currentTime < buffered.end(index))
      return (buffered.end(index) - currentTime) / playbackRate;
  return 0;
}

/** dash.js error codes (its Errors.js): 10, 11, 25 manifest; 15, 17 to 19, 26 to 28 segments; 3 decode; 23, 32, 35 unsupported. */
const kinds: Readonly<Record<number, EngineFailure['kind']>> = {
  2: 'network',
  3: 'decode',
  4: 'unsupported',
  10: 'manifest',
  11: 'manifest',
  15: 'segment-gone',
  17: 'segment-gone',
  18: 'segment-gone',
  19: 'segment-gone',
  20: 'decode',
  23: 'unsupported',
  25: 'manifest',
  26: 'segment-gone',
  27: 'segment-gone',
  28: 'segment-gone',
  31: 'manifest',
  32: 'unsupported',
  34: 'unsupported',
  35: 'unsupported',
};

/** `undefined` for what does not end playback, such as a failed clock synchronisation. */
export function failureOfDashError(
  event: ErrorEvent,
  redact: EngineHost['redact'],
): EngineFailure | undefined {
  if (typeof event.error === 'string') return undefined;
  const { code, message, data } = event.error as {
    code: number;
    message?: string;
    data?: { response?: { status?: number } } | null;
  };
  const kind = kinds[code];
  if (!kind) return undefined;
  const status = data?.response?.status;
  return {
    kind,
    status,
    final: true,
    cause: new Error(redact(`dash.js error ${code}: ${message ?? ''}`)),
  };
}
