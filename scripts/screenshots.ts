import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright';
import { serveFolder } from '../tests/pages/static-server.ts';
import { resolveBrowser } from './browser.ts';

/**
 * `npm run screenshots`: takes a light and a dark screenshot of each story tagged `screenshot`, into docs/screenshots.
 * Builds the Storybook first, unless `--no-build` is given. A name limits it to stories whose id contains the name.
 * A screenshot shows the players; that of the README also shows the server panel.
 */
const root = join(import.meta.dirname, '..');
const storybook = join(root, 'storybook-static');
const target = join(root, 'docs/screenshots');
const players = '.coplay-player, .coplay-composite-player';
const pictureOfReadme = 'players-compositeplayer--music-under-video';
const args = process.argv.slice(2);
const [wanted = ''] = args.filter((arg) => !arg.startsWith('--'));

if (!args.includes('--no-build')) {
  const dispatcher = join(root, 'node_modules/storybook/dist/bin/dispatcher.js');
  await promisify(execFile)(
    process.execPath,
    [dispatcher, 'build', '--quiet', '--output-dir', storybook],
    { cwd: root, maxBuffer: 64_000_000 },
  );
}
const { entries } = JSON.parse(await readFile(join(storybook, 'index.json'), 'utf8')) as {
  entries: Record<string, { id: string; type: string; tags?: string[] }>;
};
const ids = Object.values(entries)
  .filter(
    ({ id, type, tags }) => type === 'story' && tags?.includes('screenshot') && id.includes(wanted),
  )
  .map(({ id }) => id);
if (ids.length === 0) console.log('No story is tagged `screenshot`.');

const server = await serveFolder(storybook, '/coplay/');
const browser = await chromium.launch({ ...(await resolveBrowser()), headless: true });
await mkdir(target, { recursive: true });
for (const theme of ['light', 'dark']) {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 720 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  for (const id of ids) {
    const page = await context.newPage();
    await page.goto(`${server.url}iframe.html?id=${id}&viewMode=story&globals=theme:${theme}`);
    const withDock = id === pictureOfReadme;
    await page.addStyleTag({
      content: `.story-words { display: none } ${withDock ? '.dock-lines { height: 9rem }' : '.dock { display: none }'}`,
    });
    await settled(page);
    await wakeControls(page);
    const path = join(target, `${id}-${theme}.jpg`);
    await page.screenshot({
      path,
      type: 'jpeg',
      quality: 84,
      fullPage: true,
      clip: await frameAround(page, withDock ? '.plex-story' : players),
    });
    console.log(path);
    await page.close();
  }
  await context.close();
}
await browser.close();
await server.close();

/** The bounding box of all matches, with a margin for shadows and rounded corners. */
async function frameAround(page: Page, selector: string) {
  const air = 20;
  const boxes = await page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return {
        left: left + scrollX,
        top: top + scrollY,
        right: right + scrollX,
        bottom: bottom + scrollY,
      };
    }),
  );
  if (boxes.length === 0) throw new Error(`The story has no element ${selector}.`);
  const x = Math.max(0, Math.min(...boxes.map(({ left }) => left)) - air);
  const y = Math.max(0, Math.min(...boxes.map(({ top }) => top)) - air);
  return {
    x,
    y,
    width: Math.max(...boxes.map(({ right }) => right)) + air - x,
    height: Math.max(...boxes.map(({ bottom }) => bottom)) + air - y,
  };
}

/** Waits until the story has finished, fonts and images are loaded, and playing media have sent a report (after 10 s). */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const channel = (
        globalThis as { __STORYBOOK_ADDONS_CHANNEL__?: { last(name: string): unknown } }
      ).__STORYBOOK_ADDONS_CHANNEL__;
      return channel?.last('storyFinished') !== undefined;
    },
    undefined,
    { timeout: 60_000 },
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(
    () => {
      const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
      const pictures = [...document.images].every((image) => image.complete);
      return (
        pictures &&
        media.every(
          ({ paused, readyState, currentTime }) => paused || readyState < 3 || currentTime > 11,
        )
      );
    },
    undefined,
    { timeout: 30_000 },
  );
}

/** Moves the pointer, so that the controls of a playing video are visible. */
async function wakeControls(page: Page): Promise<void> {
  const player = page.locator('.coplay-player').first();
  const box = await player.boundingBox();
  if (!box) return;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await page.mouse.move(box.x + box.width / 2 + 8, box.y + box.height / 3);
  await page.locator('.coplay-player[data-controls="visible"]').first().waitFor();
}
