import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { resolveBrowser } from '../../scripts/browser.ts';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import type { MediaCatalogue } from '../../src/testing/media-catalogue.ts';
import { serveFolder } from '../../tests/pages/static-server.ts';
import type { PeerInfo } from '../peers.ts';
import { buildPage } from './build-page.ts';
import { Visit, type VisitOptions } from './visit.ts';

/** The page in which coplay plays a long playlist. */
export const MUSIC_PAGE = 'coplay-music';

const pagesFolder = join(import.meta.dirname, '../.cache/pages');

/** The built pages, the server of their files, and one browser. */
export class Lab {
  readonly browser: Browser;
  readonly #pages: Awaited<ReturnType<typeof serveFolder>>;
  readonly #catalogue: MediaCatalogue;

  private constructor(
    browser: Browser,
    pages: Awaited<ReturnType<typeof serveFolder>>,
    catalogue: MediaCatalogue,
  ) {
    this.browser = browser;
    this.#pages = pages;
    this.#catalogue = catalogue;
  }

  /** Builds the pages of these players, of coplay's music, and the two baselines, and starts the browser. */
  static async open(peers: readonly PeerInfo[]): Promise<Lab> {
    await mkdir(pagesFolder, { recursive: true });
    for (const name of ['empty', 'react-only', MUSIC_PAGE, ...peers.map((peer) => peer.name)])
      await buildPage(name, join(pagesFolder, name));
    const catalogue = await readFileCatalogue();
    const browser = await chromium.launch({ ...(await resolveBrowser()), headless: true });
    return new Lab(browser, await serveFolder(pagesFolder, '/'), catalogue);
  }

  folderOf(page: string): string {
    return join(pagesFolder, page);
  }

  /** Opens the page of a player in a new browser context with a new emulated server. Closes both afterwards. */
  async visit<T>(
    peer: Pick<PeerInfo, 'name'>,
    options: VisitOptions,
    use: (visit: Visit) => Promise<T>,
  ): Promise<T> {
    const visit = await Visit.open(
      { browser: this.browser, pagesUrl: this.#pages.url, catalogue: this.#catalogue },
      peer.name,
      options,
    );
    try {
      return await use(visit);
    } finally {
      await visit.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#pages.close();
  }
}
