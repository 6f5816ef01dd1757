import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { openLab } from './lab.ts';
import { readResets } from './resets/resets.ts';

const dist = join(import.meta.dirname, '../../dist');

/** What resets change, and how large everything turns out. */
const properties =
  'align-items background-color background-image border-block-end-width border-block-start-width border-inline-end-width border-inline-start-width border-start-start-radius box-shadow box-sizing color column-gap cursor display fill flex-basis font-family font-size font-style font-weight height letter-spacing line-height list-style-type margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width object-fit opacity outline-style outline-width overflow-x overflow-y padding-bottom padding-left padding-right padding-top pointer-events position row-gap scale stroke stroke-width text-align text-decoration-line text-indent text-overflow text-shadow text-transform translate visibility white-space width z-index'.split(
    ' ',
  );

/** The page's own text style is not a reset's. The players take its font. */
const page = 'body { margin: 0; font: 16px/1.5 sans-serif; } body > div { width: 900px; }';

/** Each value of each element in a player, by a name for both. */
type Look = Record<string, string>;

describe('the look of the players', () => {
  let server: ListeningPlexServer;
  let resets: Record<string, string>;
  let layered: string;
  let unlayered: string;

  beforeAll(async () => {
    server = await startPlexServer();
    resets = await readResets();
    layered = await readFile(join(dist, 'styles.css'), 'utf8');
    unlayered = await readFile(join(dist, 'styles.unlayered.css'), 'utf8');
  });
  afterAll(() => server.close());

  it('is the same with each reset, before and after both stylesheets', async () => {
    const lab = await openLab(await newContext(), server);
    await lab.show(
      { kind: 'video', role: 'video', autoPlay: false },
      { kind: 'music', role: 'music', autoPlay: false },
      { kind: 'composite', role: 'composite', autoPlay: false },
      { kind: 'inset', role: 'inset', autoPlay: false },
      { kind: 'video', role: 'failed', ratingKey: '1', autoPlay: false },
    );
    await lab.page.waitForFunction(
      () =>
        document.querySelectorAll('.coplay-music-title:not(:empty)').length === 2 &&
        document.querySelectorAll('.coplay-title').length === 3 &&
        document.querySelectorAll('img').length === 2 &&
        document.querySelector('.coplay-inset-player') &&
        document.querySelector('[data-status="error"]'),
    );
    const plain = await look(lab.page, layered);
    expect(Object.keys(plain).length).toBeGreaterThan(5_000);
    const broken: string[] = [];
    for (const [sheetName, sheet] of Object.entries({ layered, unlayered })) {
      broken.push(...differences(plain, await look(lab.page, sheet), sheetName));
      for (const [name, reset] of Object.entries(resets)) {
        const found = [
          differences(plain, await look(lab.page, reset, sheet), `${name}, then ${sheetName}`),
          differences(plain, await look(lab.page, sheet, reset), `${sheetName}, then ${name}`),
        ];
        broken.push(...found.flat());
      }
    }
    expect(broken).toEqual([]);
    expect(lab.uncaught).toEqual([]);
  });
});

async function look(on: Page, ...sheets: readonly string[]): Promise<Look> {
  return on.evaluate(readLook, { sheets: [...sheets, page], properties });
}

/** Runs in the page. Animations and transitions are over at once. */
function readLook({ sheets, properties }: { sheets: string[]; properties: string[] }): Look {
  document.querySelector('link[rel=stylesheet]')?.remove();
  document.querySelectorAll('style').forEach((style) => style.remove());
  for (const sheet of [...sheets, '*, ::before, ::after { transition: none !important; }'])
    document.head.append(
      Object.assign(document.createElement('style'), { textContent: sheet }),
    );
  for (const animation of document.getAnimations()) animation.finish();
  // What is loaded changes meanwhile.
  for (const bar of document.querySelectorAll<HTMLElement>('.coplay-seek-bar'))
    bar.style.setProperty('--coplay-buffered', 'none');
  const found: Look = {};
  const players = document.querySelectorAll('.coplay-player, .coplay-composite-player');
  const elements = new Set([...players].flatMap((one) => [one, ...one.querySelectorAll('*')]));
  let index = 0;
  for (const element of elements) {
    const name = `${index} ${element.getAttribute('class') || element.localName}`;
    index += 1;
    for (const pseudo of ['', '::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      if (pseudo && style.content === 'none') continue;
      for (const property of properties)
        found[`${name}${pseudo} ${property}`] = style.getPropertyValue(property);
    }
  }
  return found;
}

function differences(wanted: Look, found: Look, where: string): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .filter((key) => wanted[key] !== found[key])
    .map((key) => `${where}: ${key} is ${found[key]}, not ${wanted[key]}`);
}
