import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, inject } from 'vitest';
import { resolveBrowser } from '../../scripts/browser.ts';

const browsers = new Map<string, Promise<Browser>>();

afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
});

export interface ContextOptions {
  /** Whether the back/forward cache is on. Playwright turns it off by default. @default false */
  readonly keepsPages?: boolean;
}

/** Creates a new profile, with its own storage, service workers and locks. Its pages are tabs of one user. */
export async function newContext(options?: ContextOptions): Promise<BrowserContext> {
  const unwanted = options?.keepsPages ? ['--disable-back-forward-cache'] : [];
  const key = unwanted.join();
  const browser = browsers.get(key) ?? launch(unwanted);
  browsers.set(key, browser);
  return (await browser).newContext({ viewport: { width: 1280, height: 800 } });
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
