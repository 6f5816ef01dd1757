import { MediaPlayer, type MediaPlayerClass } from 'dashjs';
import type { EngineFailure } from '../core/engine-failure.ts';
import { type PolicyWatch, watchPolicy } from '../core/policy-watch.ts';
import { AppendWatch } from './append-watch.ts';
import { createDashPlayer } from './create-dash-player.ts';
import { dashFailure } from './dash-failure.ts';
import { type Engine, type EngineHost, emptyElement } from './engine.ts';
import type { Manifest } from './manifest/manifest.ts';
import { ManifestLoader } from './manifest/manifest-loader.ts';
import { writeManifest } from './manifest/write-manifest.ts';
import type { TrackKind } from './next-tracks-step.ts';
import { secondsReady } from './seconds-ready.ts';
import { download } from './segments/download.ts';
import { SegmentLoader } from './segments/segment-loader.ts';
import { lostFailure, stageOf, stallFailure } from './stall-failure.ts';
import { silentFailure } from './unplayable-failure.ts';
import { watchElement } from './watch-element.ts';
import { watchTracks } from './watch-tracks.ts';

/** How long the element may wait for data while no request is pending. Milliseconds. */
const QUIET_MS = 20_000;

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
  let appends: AppendWatch | undefined;
  /** Ends the watch of the current source. */
  let watch: AbortController | undefined;
  let policy: PolicyWatch | undefined;

  function fail(failure: EngineFailure): void {
    watch?.abort();
    if (!signal.aborted) onFailure(failure);
  }

  /** The element says the same of a media source that the policy of the page blocks. */
  async function explain(failure: EngineFailure): Promise<EngineFailure> {
    const blocked = await policy?.whyBlocked(failure.cause);
    return blocked ? { ...failure, kind: 'refused', cause: blocked } : failure;
  }

  const loader = new SegmentLoader({
    signal,
    redact,
    control: host.session,
    download,
    durationSeconds: () => (Number.isFinite(media.duration) ? media.duration : 0),
    secondsReady: () => secondsReady(media),
    positionSeconds: () => media.currentTime,
    whenMounted: host.whenMounted,
    onFailure: fail,
    onIncompatible: () =>
      fail({
        kind: 'manifest',
        final: true,
        cause: new Error('The new session has another manifest.'),
      }),
  });

  const manifests = new ManifestLoader({
    signal,
    redact,
    onManifest(manifest) {
      if (watch)
        watchTracks(media, tracksOf(manifest), {
          signal: AbortSignal.any([signal, watch.signal]),
          onSilent: (kind) => fail(silentFailure(kind)),
        });
      return loader.learn(manifest);
    },
    onFault: (cause, status) => fail({ kind: 'manifest', status, final: true, cause }),
  });

  function watchSource(life: AbortSignal): void {
    watchElement(media, {
      signal: life,
      quietLimitMs: QUIET_MS,
      isBusy: () => manifests.isBusy || loader.isBusy,
      // Such a media source asks for data when it wants them.
      mayDefer: () => media.paused && 'ManagedMediaSource' in globalThis,
      onQuiet: () => fail(stallFailure(stageOf(host), 'dash.js requests nothing.')),
      onStuck: () => fail(stallFailure('playhead', 'The playhead stands still.')),
      onEnded,
    });
  }

  function createPlayer(): MediaPlayerClass {
    const { events } = MediaPlayer;
    const created = createDashPlayer(media, {
      async manifest(cancelled) {
        const manifest = await manifests.load(cancelled);
        return { status: 200, body: writeManifest(manifest), url: manifest.url };
      },
      async segment(segment, cancelled) {
        const answer = await loader.load(segment, cancelled);
        appends?.given(segment, answer.body.byteLength);
        return answer;
      },
    });
    appends = new AppendWatch(created, () => fail(lostFailure()));
    created.on(events.ERROR, (event) => {
      const failure = dashFailure(event, redact);
      if (failure?.kind === 'unsupported') void explain(failure).then(fail);
      else if (failure) fail(failure);
    });
    // dash.js checks for the end five times a second. When it finds the end before the element does, it pauses the
    // element, which then never fires `ended`.
    created.on(events.PLAYBACK_ENDED, (event) => {
      // Whether the last period has ended; missing in the types of 5.2.1.
      const { isLast } = event as { isLast?: boolean };
      if (isLast && !signal.aborted) onEnded();
    });
    return created;
  }

  return {
    name: 'dash',
    load({ url, offsetSeconds }, startSeconds) {
      if (signal.aborted) return;
      watch?.abort();
      watch = new AbortController();
      const life = AbortSignal.any([signal, watch.signal]);
      const page = media.ownerDocument;
      policy = watchPolicy(life, { directive: 'media-src', url: 'blob:', page });
      loader.attach(url, offsetSeconds, startSeconds);
      manifests.request(url);
      player ??= createPlayer();
      appends?.reset();
      player.attachSource(url, startSeconds);
      watchSource(life);
    },
    destroy() {
      if (signal.aborted) return;
      life.abort();
      if (!player) return;
      player.destroy();
      player = undefined;
      emptyElement(media);
    },
  };
}

function tracksOf({ sets }: Manifest): TrackKind[] {
  const isOf = (kind: TrackKind) =>
    sets.some(({ attributes, representations }) =>
      [attributes, ...representations.map((one) => one.attributes)].some(({ mimeType }) =>
        mimeType?.startsWith(kind),
      ),
    );
  return (['video', 'audio'] as const).filter(isOf);
}
