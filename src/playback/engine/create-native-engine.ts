import { needsBody } from '../../plex/classify-status.ts';
import { classifyStatus, isTransient } from '../../plex/index.ts';
import { readText } from '../../plex/read-text.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { type PolicyWatch, watchPolicy } from '../core/policy-watch.ts';
import { holdConnection, whyMixed, whyNotSent } from '../core/server-connections.ts';
import { within } from '../core/within.ts';
import { mediaTypeOf, tracksOf } from './direct-play/file-types.ts';
import { PartChain } from './direct-play/part-chain.ts';
import { whyNotDecodable, whyUnplayable } from './direct-play/why-unplayable.ts';
import { type Engine, type EngineHost, emptyElement } from './engine.ts';
import type { SessionSource, WholeSource } from './session-control.ts';
import { stageOf, stallFailure } from './stall-failure.ts';
import { silentFailure, unplayableFailure } from './unplayable-failure.ts';
import { watchElement } from './watch-element.ts';
import { watchTracks } from './watch-tracks.ts';

const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;
const MEDIA_ERR_SRC_NOT_SUPPORTED = 4;
const NETWORK_LOADING = 2;
/** Time limit of the request that finds out why the element failed. Milliseconds. */
const PROBE_MS = 10_000;
/** Reads so many characters of a failed answer. */
const BODY_LIMIT = 4096;
/** How long the element may wait for data without receiving any: a disk of the server may have to spin up. Milliseconds. */
const QUIET_MS = 15_000;

interface LoadOptions {
  /** Where to begin. Seconds from the start of the file. */
  readonly startSeconds: number;
  readonly signal: AbortSignal;
  /** The element as that of this file. */
  readonly media: HTMLMediaElement;
  onEnded(): void;
}

/** Direct play: the browser itself requests the part in ranges and decodes it. */
export function createNativeEngine(host: EngineHost): Engine {
  const { redact, onFailure } = host;
  const life = new AbortController();
  let source: AbortController | undefined;

  async function explain(
    url: string,
    error: MediaError | null,
    policy: PolicyWatch,
  ): Promise<EngineFailure> {
    const cause = new Error(redact(error?.message || 'The media element failed.'));
    if (error?.code === MEDIA_ERR_DECODE) return { kind: 'decode', final: true, cause };
    if (error?.code === MEDIA_ERR_SRC_NOT_SUPPORTED) {
      const blocked = whyMixed(url, cause) ?? (await policy.whyBlocked(cause));
      if (blocked) return { kind: 'refused', final: true, cause: blocked };
    }
    // The element does not report the HTTP status: request one byte to learn it.
    const over = new AbortController();
    try {
      const signal = AbortSignal.any([life.signal, over.signal]);
      const asked = fetch(url, { headers: { Range: 'bytes=0-0' }, signal });
      const probe = await within(PROBE_MS, asked);
      if (!probe) return await noAnswer(url, cause);
      if (probe.ok) {
        // The connection broke and the file is there: the network failed, not the file.
        const kind = error?.code === MEDIA_ERR_NETWORK ? 'network' : 'unsupported';
        return { kind, final: true, cause };
      }
      const { status } = probe;
      // Plex answers 500 in place of 509.
      const text = needsBody(status) ? await readText(probe, BODY_LIMIT).catch(() => '') : '';
      const isNarrow = classifyStatus(status, { text }) === 'bandwidth';
      if (isNarrow) {
        const narrow = new PlaybackError('bandwidth', { status, cause });
        return { kind: 'refused', status, final: true, cause: narrow };
      }
      return { kind: kindOfStatus(status), status, final: true, cause };
    } catch {
      return { kind: 'network', final: true, cause };
    } finally {
      // Also frees the connection.
      over.abort();
    }
  }

  /** The server sends nothing, or the browser has no connection left to ask it. */
  async function noAnswer(url: string, cause: Error): Promise<EngineFailure> {
    const found = await whyNotSent(url, { cause, holds: true, signal: life.signal });
    return { kind: 'network', final: true, cause: found ?? cause };
  }

  /** Plays all files of an item, one after the other. */
  function loadAll(whole: WholeSource, startSeconds: number, signal: AbortSignal): void {
    const chain = new PartChain(host.media, {
      ...whole,
      signal,
      open: ({ part, url }, offset, life) =>
        load(
          { url: url(), part },
          {
            startSeconds: offset,
            signal: life,
            media: chain.file,
            onEnded: () => chain.advance() || host.onEnded(),
          },
        ),
    });
    chain.start(startSeconds);
  }

  function load({ url, part }: Pick<SessionSource, 'url' | 'part'>, options: LoadOptions): void {
    const { media, startSeconds, signal, onEnded } = options;
    let provedAt: number | undefined;
    const prove = () => {
      provedAt = performance.now();
    };
    media.addEventListener('progress', prove, { signal });
    const fail = (failure: EngineFailure) => {
      if (!signal.aborted) onFailure({ ...failure, provedAt });
    };
    const refuse = (reason: string | undefined) => {
      if (reason) fail(unplayableFailure(reason));
    };
    const reason = part && whyUnplayable(media, part);
    if (reason) {
      refuse(reason);
      return;
    }
    const watch = () =>
      watchElement(media, {
        signal,
        quietLimitMs: QUIET_MS,
        isBusy: () => false,
        // A browser may put off loading until the viewer presses Play, at once or after the metadata.
        mayDefer: () =>
          media.paused && (media.networkState !== NETWORK_LOADING || media.readyState > 0),
        async onQuiet() {
          if (media.networkState !== NETWORK_LOADING)
            return fail(stallFailure(stageOf(host), 'The element loads nothing.'));
          const { readyState } = media;
          const failure = await noAnswer(url, new Error('No more media came.'));
          if (media.readyState > readyState) watch();
          else fail(failure);
        },
        onStuck: () => fail(stallFailure('playhead', 'The playhead stands still.')),
        onEnded,
      });
    const onError = async () => {
      // CORS that only Web Audio needs. The server may not allow it.
      if (media.readyState === 0 && media.getAttribute('crossorigin') === '') {
        media.removeAttribute('crossorigin');
        media.load();
      } else fail(await explain(url, media.error, policy));
    };
    media.addEventListener('error', onError, { signal });
    const page = media.ownerDocument;
    const policy = watchPolicy(signal, { directive: 'media-src', url, page });
    holdConnection(url, signal);
    media.src = url;
    if (startSeconds > 0) {
      const place = () => {
        media.currentTime = startSeconds;
      };
      media.addEventListener('loadedmetadata', place, { signal, once: true });
    }
    media.load();
    watch();
    if (!part) return;
    void whyNotDecodable(media, part).then(refuse);
    const tracks = tracksOf(part, mediaTypeOf(media));
    watchTracks(media, tracks, { signal, onSilent: (kind) => fail(silentFailure(kind)) });
  }

  return {
    name: 'native',
    load(loaded, startSeconds) {
      if (life.signal.aborted) return;
      source?.abort();
      source = new AbortController();
      const { signal } = source;
      const { media, onEnded } = host;
      if (loaded.whole) loadAll(loaded.whole, startSeconds, signal);
      else load(loaded, { startSeconds, signal, media, onEnded });
    },
    destroy() {
      if (life.signal.aborted) return;
      life.abort();
      source?.abort();
      emptyElement(host.media);
    },
  };
}

/** 404: the file was replaced. 503: the session behind the request has ended. */
function kindOfStatus(status: number): EngineFailure['kind'] {
  const meaning = classifyStatus(status, { isPart: true });
  if (meaning === 'not-found') return 'segment-gone';
  return isTransient(meaning) ? 'network' : 'refused';
}
