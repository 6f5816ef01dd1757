import { MUSIC_PAGE } from '../runner/lab.ts';
import type { Measurement } from '../runner/measurement.ts';
import type { Visit } from '../runner/visit.ts';

const TRACKS = 10_000;
/** After the last row has come: what follows belongs to the step as well. */
const SETTLE_MS = 1_500;
const PRESSES = 5;

export const longList: Measurement = {
  name: 'long-list',
  title: 'A playlist of 10,000 tracks',
  method: `\`MusicPlayer\` with a playlist of ${TRACKS.toLocaleString('en')} tracks. The longest task of the page in each step, by the browser's \`longtask\` entries, which begin at 50 ms: 0 stands for none. Start: from \`mount()\` until a track plays, and ${SETTLE_MS / 1000} s more. Next: the button, ${PRESSES} times. Keys: End, Page Up, Home, and three letters of a title. Scrolling: 120 frames of one screen each, then to the end.`,
  figures: [
    { key: 'start', title: 'Longest task, start', unit: 'ms' },
    { key: 'next', title: 'Longest task, Next', unit: 'ms' },
    { key: 'keys', title: 'Longest task, keys', unit: 'ms' },
    { key: 'scroll', title: 'Longest task, scrolling', unit: 'ms' },
    { key: 'rows', title: 'Most rows in the document', unit: '' },
    { key: 'nodes', title: 'DOM nodes', unit: '' },
  ],
  only: ['coplay'],
  rounds: (runs) => Math.ceil(runs / 3),
  measure: (lab) =>
    lab.visit(
      { name: MUSIC_PAGE },
      { initScript: watchTasks, manyTracks: TRACKS },
      async (visit) => {
        const { page } = visit;
        const longest = async (act: () => Promise<unknown>) => {
          await page.evaluate('globalThis.benchTasks = []');
          await act();
          await visit.wait(SETTLE_MS);
          return page.evaluate<number>('Math.max(0, ...globalThis.benchTasks)');
        };
        const start = await longest(async () => {
          await visit.mount();
          await page.locator('[data-current] .coplay-equalizer').waitFor();
          await page.waitForFunction('document.querySelector("audio").currentTime > 0.3');
        });
        const nodes = await page.evaluate<number>('document.querySelectorAll("*").length');
        const next = await longest(() => pressNext(visit));
        const keys = await longest(async () => {
          await page.locator('[data-current] button').focus();
          for (const key of ['End', 'PageUp', 'Home', 't', 'i', 'd'])
            await page.keyboard.press(key, { delay: 50 });
        });
        const scroll = await longest(() => page.evaluate<void>(scrollThrough));
        const rows = await page.evaluate<number>('globalThis.benchMostRows');
        return { start, next, keys, scroll, rows, nodes };
      },
    ),
};

async function pressNext({ page }: Visit): Promise<void> {
  for (let press = 1; press <= PRESSES; press += 1) {
    await page.getByRole('button', { name: 'Next track' }).click();
    await page.waitForFunction(
      `document.querySelector("[data-current]")?.ariaPosInSet === "${press + 1}" && document.querySelector("audio").currentTime > 0.1`,
    );
  }
}

const watchTasks = `
globalThis.benchTasks = [];
globalThis.benchMostRows = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) globalThis.benchTasks.push(duration);
}).observe({ type: 'longtask' });
new MutationObserver(() => {
  const rows = document.querySelectorAll('.coplay-track').length;
  globalThis.benchMostRows = Math.max(globalThis.benchMostRows, rows);
}).observe(document, { childList: true, subtree: true });`;

const scrollThrough = `new Promise((resolve) => {
  const list = document.querySelector('.coplay-track-list');
  let frames = 0;
  const step = () => {
    list.scrollTop += list.clientHeight;
    frames += 1;
    if (frames < 120) requestAnimationFrame(step);
    else {
      list.scrollTop = list.scrollHeight;
      requestAnimationFrame(resolve);
    }
  };
  step();
})`;
