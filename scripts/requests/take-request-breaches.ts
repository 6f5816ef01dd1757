import type { BrowserContext } from 'playwright';
import type { BrowserCommand } from 'vitest/node';
import type { RequestRules } from './request-breaches.ts';
import { type RequestWatch, watchRequests } from './watch-requests.ts';

const watches = new WeakMap<BrowserContext, RequestWatch>();

/**
 * The command of the stories that watches the requests of their browser: what was wrong with those since the last call. The
 * first call starts it. The origin of the page itself is always allowed.
 */
export const takeRequestBreaches: BrowserCommand<[rules: RequestRules]> = async (
  { context, page },
  rules,
): Promise<string[]> => {
  const watch = watches.get(context) ?? watchRequests(context);
  watches.set(context, watch);
  // What the page sent before this answer has been reported before it.
  await page.evaluate('0');
  return watch.take({ ...rules, origins: [new URL(page.url()).origin, ...rules.origins] });
};

declare module 'vitest/browser' {
  interface BrowserCommands {
    takeRequestBreaches(rules: RequestRules): Promise<string[]>;
  }
}
