import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { openLab } from './lab.ts';

const COUNT = 2_000;
const list = '.coplay-track-list';

/** Real keys and scrolling, and parts of the library that can't be downloaded, which stories can't show. */
describe('a long list', () => {
  let plex: ListeningPlexServer;
  beforeAll(async () => {
    plex = await startPlexServer({ manyTracks: COUNT });
  });
  afterAll(() => plex.close());

  async function openList(context: BrowserContext): Promise<Page> {
    const { page, show } = await openLab(context, plex);
    await show({ kind: 'music', role: 'long', playlist: '799999', autoPlay: false });
    await page.locator(`${list} li`).first().waitFor();
    return page;
  }

  const rowCount = (page: Page) => page.locator(`${list} li`).count();
  const row = (page: Page, number: number) => page.locator(`${list} [aria-posinset="${number}"]`);
  const focusedRow = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest('li')?.ariaPosInSet);
  /** Scrolls the list to a share of its height. */
  const scrollTo = (page: Page, share: number) =>
    page.locator(list).evaluate((element, to) => {
      element.scrollTop = element.scrollHeight * to;
    }, share);
  const isReady = (page: Page) => page.locator(`${list} [tabindex="0"]`).waitFor();

  it('leaves letters to the player after a click on a row, until a key moves the focus', async () => {
    const context = await newContext();
    const page = await openList(context);
    await isReady(page);
    await row(page, 3).getByRole('button').click();
    await row(page, 3).and(page.locator('[data-current]')).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Unmute' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('m');
    expect(await focusedRow(page)).toBe('4');
    await page.getByRole('button', { name: 'Unmute' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await focusedRow(page)).toBe('4');
    await context.close();
  });

  it('is one tab stop, at the current track, or at the row that had the focus last of all', async () => {
    const context = await newContext();
    const page = await openList(context);
    await isReady(page);
    await page.getByRole('slider', { name: 'Volume' }).focus();
    await page.keyboard.press('Tab');
    expect(await focusedRow(page)).toBe('1');
    await page.keyboard.press('PageDown');
    const paged = Number(await focusedRow(page));
    expect(paged).toBeGreaterThan(4);
    expect(paged).toBeLessThan(12);
    await page.keyboard.press('Tab');
    expect(await focusedRow(page)).toBeUndefined();
    await page.keyboard.press('Shift+Tab');
    expect(Number(await focusedRow(page))).toBe(paged);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    expect(await focusedRow(page)).toBe('1');
    await context.close();
  });

  it('scrolls with the page where a host gives it no height', async () => {
    const context = await newContext();
    const page = await openList(context);
    await page.addStyleTag({ content: ':root { --coplay-track-list-size: none }' });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
    await page.waitForFunction(rowsFillTheWindow, `${list} li`);
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(40_000);
    expect(await rowCount(page)).toBeLessThanOrEqual(60);
    await page.getByRole('slider', { name: 'Volume' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('PageDown');
    expect(Number(await focusedRow(page))).toBeLessThan(100);
    await context.close();
  });

  it.each([
    ['what finds the rows that can be seen', /\/list-window-[^/]*\.js$/],
    ['what a list does besides showing rows', /\/track-list-model-[^/]*\.js$/],
  ])('shows the rows it is scrolled to without %s', async (_, chunk) => {
    const context = await newContext();
    await context.route(chunk, (route) => route.abort());
    const page = await openList(context);
    for (const share of [0.5, 1]) {
      await scrollTo(page, share);
      const number = Math.round(COUNT * share);
      await row(page, number).waitFor();
      await page.waitForFunction(
        ([outer, inner]) => {
          const [frame, box] = [outer, inner].map((one) =>
            document.querySelector(one ?? '')?.getBoundingClientRect(),
          );
          return frame && box && box.bottom > frame.top && box.top < frame.bottom;
        },
        [list, `${list} [aria-posinset="${number}"]`],
      );
      expect(await rowCount(page)).toBeLessThanOrEqual(60);
    }
    await row(page, COUNT).getByRole('button').click();
    await row(page, COUNT).and(page.locator('[data-current]')).waitFor();
    // The list follows the current track.
    await scrollTo(page, 0);
    await row(page, 1).waitFor();
    await page.getByRole('button', { name: 'Previous track' }).click();
    await row(page, COUNT - 1)
      .and(page.locator('[data-current]'))
      .waitFor();
    await context.close();
  });
});

/** Whether rows without a gap between them cover all of the window. */
function rowsFillTheWindow(rows: string): boolean {
  const boxes = [...document.querySelectorAll(rows)].map((row) => row.getBoundingClientRect());
  const seen = boxes.filter(({ top, bottom }) => bottom > 0 && top < window.innerHeight);
  const [first, last] = [seen[0], seen.at(-1)];
  const touches = (nth: number) => Math.abs((seen[nth - 1]?.bottom ?? 0) - (seen[nth]?.top ?? 0));
  return (
    first !== undefined &&
    last !== undefined &&
    first.top <= 0 &&
    last.bottom >= window.innerHeight &&
    seen.every((_, nth) => nth === 0 || touches(nth) < 1)
  );
}
