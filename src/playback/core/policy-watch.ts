import { PlaybackError } from './playback-error.ts';

/** A directive of a Content Security Policy that this library needs. */
export type Directive = 'connect-src' | 'media-src' | 'img-src';

/** How long the report of the browser may come after the failure: so many tasks. */
const TURNS = 10;

const what: Readonly<Record<Directive, string>> = {
  'connect-src': 'requests to the Plex server',
  'media-src': 'its media',
  'img-src': 'its pictures',
};

/** A request that the policy may block. */
export interface WatchedRequest {
  readonly directive: Directive;
  /** What is requested; `blob:` for a media source. */
  readonly url: string;
  /** The document that requests it: that of the media element, which may be in another window. @default the global one */
  readonly page?: Document | undefined;
}

/** Listens to what the Content Security Policy of the page blocks, while one request is out. */
export interface PolicyWatch {
  /**
   * The error of the request after it has failed, if the policy has blocked it since the watch began. It names the directive and the
   * source to allow, without a path.
   */
  whyBlocked(cause: unknown): Promise<PlaybackError | undefined>;
}

/** Begins a watch, just before the request. It ends with `signal`. Without a page it finds nothing. */
export function watchPolicy(
  signal: AbortSignal,
  { directive, url, page }: WatchedRequest,
): PolicyWatch {
  let isBlocked = false;
  const onBlocked = (reported: string, blockedUri: string) => {
    if (reported === directive && isReportOf(blockedUri, url)) isBlocked = true;
  };
  const isPage = listenToPolicy(signal, onBlocked, page);
  return {
    async whyBlocked(cause) {
      // The browser reports it in a task of its own, before or after the failure. No timer: it may be in the hands of a test.
      for (let turn = 0; isPage && turn < TURNS && !signal.aborted; turn += 1) {
        if (isBlocked)
          return new PlaybackError('server-unreachable', {
            text: policyText(directive, sourceOf(url)),
            cause,
          });
        await nextTask();
      }
      return undefined;
    },
  };
}

/**
 * Whether a report may be about a request for `url`. It has the whole URL but fragment and credentials (CSP3, 5.4 "Strip URL for use in
 * reports"). Browsers give the origin only after a redirect, and some for any other origin; for other schemes than http, the scheme.
 */
function isReportOf(blockedUri: string, url: string): boolean {
  if (sourceOf(blockedUri) !== sourceOf(url)) return false;
  if (!/^https?:/.test(url) || blockedUri.replace(/\/$/, '') === sourceOf(url)) return true;
  const requested = new URL(url);
  requested.hash = requested.username = requested.password = '';
  return requested.href === blockedUri;
}

/** What a policy has to name: the origin, or `blob:`. */
export function sourceOf(url: string): string {
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
 * Calls `onBlocked` with the directive and the blocked URI of each report of a policy in force, until `signal` aborts. Returns `false`
 * where there is no page.
 */
export function listenToPolicy(
  signal: AbortSignal,
  onBlocked: (directive: string, blockedUri: string) => void,
  page: Document | undefined = globalThis.document,
): boolean {
  if (typeof page?.addEventListener !== 'function') return false;
  const tell = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition === 'enforce') onBlocked(effectiveDirective, blockedURI);
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
