import type { KnownServer, RequestRules } from '../../scripts/requests/request-breaches.ts';

type TakeBreaches = (rules: RequestRules) => Promise<string[]>;

const servers: KnownServer[] = [];
let origins: readonly string[] = [];
/** `npm run firefox` puts it into the page. */
let take = (globalThis as { coplayTakeRequestBreaches?: TakeBreaches }).coplayTakeRequestBreaches;

/** Declares a server of a story. It stays known: players of an unmounted story still send their last requests to it. */
export function declareServer(server: KnownServer): void {
  servers.push(server);
}

/** Declares the other origins that the present story may request, until the next story. */
export function declareOrigins(allowed: readonly string[]): void {
  origins = allowed;
}

/** Connects the watch over the requests of the browser. Only a test run has one. */
export function connectWatch(watch: TakeBreaches): void {
  take = watch;
}

/**
 * What was wrong with the requests of this page since the last call: sentences without a token.
 * @throws Error outside of a test run
 */
export async function takeBreaches(): Promise<string[]> {
  if (!take) throw new Error('coplay: requests are watched in a test run only.');
  return take({ servers, origins });
}

/**
 * Checks the requests of this page since the last check.
 * @throws Error that names each wrong request
 */
export async function checkRequests(): Promise<void> {
  const breaches = await takeBreaches();
  if (breaches.length === 0) return;
  throw new Error(
    `coplay: requests that no story may make. A story that needs another origin names it in parameters.plex.otherOrigins.\n${breaches.join('\n')}`,
  );
}
