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
    await page.waitForFunction(
      ([rows, middle]) =>
        [...document.querySelectorAll(rows ?? '')].some(
          ({ ariaPosInSet }) => ariaPosInSet === middle,
        ),
      [`${list} li`, String(COUNT / 2)],
    );
    const { top, bottom } = await visibleRows(page);
    expect(top).toBeLessThanOrEqual(0);
    expect(bottom).toBeGreaterThanOrEqual(page.viewportSize()?.height ?? 0);
    expect(await rowCount(page)).toBeLessThanOrEqual(60);
    await context.close();
  });

  /** Where the rows begin and end that are one block around the middle of the viewport. */
  const visibleRows = (page: Page) =>
    page.evaluate((rows) => {
      const middle = window.innerHeight / 2;
      const boxes = [...document.querySelectorAll(rows)].map((one) => one.getBoundingClientRect());
      const nth = boxes.findIndex(({ top, bottom }) => top <= middle && bottom >= middle);
      const touches = (a: number, b: number) =>
        Math.abs((boxes[a]?.bottom ?? Number.NaN) - (boxes[b]?.top ?? Number.NaN)) < 1;
      let [first, last] = [nth, nth];
      while (touches(first - 1, first)) first -= 1;
      while (touches(last, last + 1)) last += 1;
      return { top: boxes[first]?.top, bottom: boxes[last]?.bottom };
    }, `${list} li`);

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
    await context.close();
  });
});
