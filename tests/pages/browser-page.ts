import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, inject } from 'vitest';
import { resolveBrowser } from '../../scripts/browser.ts';
import type { KnownServer } from '../../scripts/requests/request-breaches.ts';
import { type RequestWatch, watchRequests } from '../../scripts/requests/watch-requests.ts';

const browsers = new Map<string, Promise<Browser>>();
const watched = new Map<BrowserContext, { watch: RequestWatch; servers: KnownServer[] }>();

afterEach(() => {
  const breaches = [...watched.keys()].flatMap(takeBreaches);
  if (breaches.length === 0) return;
  throw new Error(
    `Requests that no page may make. A test declares its server with allowServer().\n${breaches.join('\n')}`,
  );
});
afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
});

export interface ContextOptions {
  /** Whether the back/forward cache is on. Playwright turns it off by default. @default false */
  readonly keepsPages?: boolean | undefined;
  /** Whether the browser has no other context, so that its processes can be stopped. @default false */
  readonly ownBrowser?: boolean | undefined;
}

/**
 * Creates a new profile, with its own storage, service workers and locks. Its pages are tabs of one user. After each test, each
 * request of its pages must have gone to their own origin or to a server of {@link allowServer}, and a token to its own server.
 */
export async function newContext(options?: ContextOptions): Promise<BrowserContext> {
  const unwanted = options?.keepsPages ? ['--disable-back-forward-cache'] : [];
  const key = options?.ownBrowser ? `own ${browsers.size}` : unwanted.join();
  const browser = browsers.get(key) ?? launch(unwanted);
  browsers.set(key, browser);
  const context = await (await browser).newContext({ viewport: { width: 1280, height: 800 } });
  // The stories of the static Storybook have their servers there.
  const servers = [{ baseUrl: `${inject('storybookUrl')}plex` }];
  watched.set(context, { watch: watchRequests(context), servers });
  return context;
}

/** The ids of the processes that run the pages of this context's browser. */
export async function processesOf(context: BrowserContext): Promise<number[]> {
  const devtools = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? {};
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Declares a server that the pages of a context may ask, and its token. */
export function allowServer(context: BrowserContext, server: KnownServer): void {
  watched.get(context)?.servers.push(server);
}

/** What was wrong with the requests of the pages of a context since the last call. */
export function takeBreaches(context: BrowserContext): string[] {
  const { watch, servers } = watched.get(context) ?? {};
  if (!watch || !servers) throw new Error('The context was not created by newContext().');
  return watch.take({ servers, origins: [inject('labUrl')] });
}

async function launch(ignoreDefaultArgs: string[]): Promise<Browser> {
  return chromium.launch({ ...(await resolveBrowser()), headless: true, ignoreDefaultArgs });
}

/** Opens a story without the Storybook UI. `errors` collects the uncaught errors of the page. */
export async function openStory(
  context: BrowserContext,
  id: string,
): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${inject('storybookUrl')}iframe.html?id=${id}&viewMode=story`);
  return { page, errors };
}
