import { PlaybackError } from './playback-error.ts';

/** A directive of a Content Security Policy that this library needs. */
export type Directive = 'connect-src' | 'media-src' | 'img-src';

/** How long the report of the browser may come after the failure: so many tasks. */
const TURNS = 10;
/** How many different reports are kept. */
const MOST = 50;

const what: Readonly<Record<Directive, string>> = {
  'connect-src': 'requests to the Plex server',
  'media-src': 'its media',
  'img-src': 'its pictures',
};

/** Listens to what the Content Security Policy of the page blocks. */
export interface PolicyWatch {
  /**
   * The error of a request that has failed, if the policy has blocked it since the watch began. It names the directive and the source to
   * allow, without a path.
   *
   * @param url What was requested; `blob:` for a media source.
   */
  whyBlocked(directive: Directive, url: string, cause: unknown): Promise<PlaybackError | undefined>;
}

/** Begins a watch, which ends with `signal`. Without a page it finds nothing. */
export function watchPolicy(signal: AbortSignal): PolicyWatch {
  const seen = new Set<string>();
  const isPage = listenToPolicy(signal, (directive, source) => {
    if (seen.size < MOST) seen.add(`${directive} ${source}`);
  });
  return {
    async whyBlocked(directive, url, cause) {
      const source = sourceOf(url);
      // The browser reports it in a task of its own, before or after the failure. No timer: it may be in the hands of a test.
      for (let turn = 0; isPage && turn < TURNS && !signal.aborted; turn += 1) {
        if (seen.has(`${directive} ${source}`))
          return new PlaybackError('server-unreachable', {
            text: policyText(directive, source),
            cause,
          });
        await nextTask();
      }
      return undefined;
    },
  };
}

/** What a policy has to name: the origin, or `blob:`. */
function sourceOf(url: string): string {
  if (/^blob(:|$)/.test(url)) return 'blob:';
  try {
    return new URL(url).origin;
  } catch {
    // `inline`, `eval` and other keywords.
    return url;
  }
}

/** What to do about something that the policy blocks. @param source An origin, or `blob:`. */
export function policyText(directive: Directive, source: string): string {
  const allowed = source === globalThis.location?.origin ? "'self'" : source;
  return `The Content Security Policy of this page blocks ${what[directive]}. Add ${allowed} to its ${directive}.`;
}

/**
 * Calls `onBlocked` with the directive, and the origin or scheme, of what the policy of the page blocks, until `signal` aborts.
 * Returns `false` where there is no page.
 */
export function listenToPolicy(
  signal: AbortSignal,
  onBlocked: (directive: string, source: string) => void,
): boolean {
  const page = globalThis.document;
  if (typeof page?.addEventListener !== 'function') return false;
  const tell = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition === 'enforce') onBlocked(effectiveDirective, sourceOf(blockedURI));
  };
  page.addEventListener('securitypolicyviolation', tell, { signal });
  return true;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
