import { classifyStatus, isTransient } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { type Engine, type EngineHost, emptyElement } from './engine.ts';
import { watchSilence } from './silence-watch.ts';

const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;
/** Time limit of the request that finds out why the element failed. Milliseconds. */
const PROBE_MS = 10_000;

/** Direct play: the browser itself requests the part in ranges and decodes it. */
export function createNativeEngine({ media, redact, onFailure }: EngineHost): Engine {
  const life = new AbortController();
  let source: AbortController | undefined;

  async function explain(url: string, error: MediaError | null): Promise<EngineFailure> {
    const cause = new Error(redact(error?.message || 'The media element failed.'));
    if (error?.code === MEDIA_ERR_DECODE) return { kind: 'decode', final: true, cause };
    // The element does not report the HTTP status: request one byte to learn it.
    try {
      const signal = AbortSignal.any([life.signal, AbortSignal.timeout(PROBE_MS)]);
      const probe = await fetch(url, { headers: { Range: 'bytes=0-0' }, signal });
      await probe.body?.cancel();
      if (probe.ok) {
        // The connection broke and the file is there: the network failed, not the file.
        const kind = error?.code === MEDIA_ERR_NETWORK ? 'network' : 'unsupported';
        return { kind, final: true, cause };
      }
      return { kind: kindOfStatus(probe.status), status: probe.status, final: true, cause };
    } catch {
      return { kind: 'network', final: true, cause };
    }
  }

  return {
    name: 'native',
    load({ url }, startSeconds) {
      source?.abort();
      source = new AbortController();
      const { signal } = source;
      let provedAt: number | undefined;
      const prove = () => {
        provedAt = performance.now();
      };
      media.addEventListener('progress', prove, { signal });
      media.addEventListener(
        'error',
        async () => {
          const failure = await explain(url, media.error);
          if (!signal.aborted) onFailure({ ...failure, provedAt });
        },
        { signal },
      );
      watchSilence(
        media,
        () => {
          const cause = new Error('No more media came.');
          onFailure({ kind: 'network', final: true, cause });
        },
        signal,
      );
      media.src = url;
      if (startSeconds > 0) {
        const place = () => {
          media.currentTime = startSeconds;
        };
        media.addEventListener('loadedmetadata', place, { signal, once: true });
      }
      media.load();
    },
    destroy() {
      if (life.signal.aborted) return;
      life.abort();
      source?.abort();
      emptyElement(media);
    },
  };
}

/** 404: the file was replaced. 503: the session behind the request has ended. */
function kindOfStatus(status: number): EngineFailure['kind'] {
  const meaning = classifyStatus(status, { isPart: true });
  if (meaning === 'not-found') return 'segment-gone';
  return isTransient(meaning) ? 'network' : 'refused';
}
