import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';
import { readResets } from './resets/resets.ts';

const dist = join(import.meta.dirname, '../../dist');

/** What resets change, and how large everything turns out. `box-sizing` and `max-width` are seen in the size. */
const properties =
  'align-items background-color background-image border-block-end-width border-block-start-width border-inline-end-width border-inline-start-width border-start-start-radius box-shadow color column-gap cursor display fill flex-basis font-family font-size font-style font-weight height letter-spacing line-height list-style-type margin-bottom margin-left margin-right margin-top max-height min-height min-width object-fit opacity outline-style outline-width overflow-x overflow-y padding-bottom padding-left padding-right padding-top pointer-events position row-gap scale stroke stroke-width text-align text-decoration-line text-indent text-overflow text-shadow text-transform translate visibility white-space width z-index'.split(
    ' ',
  );

/** The page's own text style is not a reset's. The players take its font. */
const page =
  'body { margin: 0; font: 16px/1.5 sans-serif; } body > div { width: 900px; } * { transition: none !important; }';

const loaded = () =>
  document.querySelectorAll('.coplay-music-title:not(:empty)').length === 2 &&
  document.querySelectorAll('.coplay-title').length === 3 &&
  document.querySelectorAll('.coplay-artwork img').length === 2 &&
  document.querySelector('.coplay-inset-player') &&
  document.querySelector('[data-status="error"]') &&
  !document.querySelector('.coplay-spinner, [data-status="loading"]');

describe('the look of the players', () => {
  let server: ListeningPlexServer;
  let lab: Lab;
  const sheets: Record<string, string> = {};

  beforeAll(async () => {
    server = await startPlexServer();
    sheets.layered = await readFile(join(dist, 'styles.css'), 'utf8');
    sheets.unlayered = await readFile(join(dist, 'styles.unlayered.css'), 'utf8');
    lab = await openLab(await newContext(), server);
    await lab.show(
      { kind: 'video', role: 'video', autoPlay: false },
      { kind: 'music', role: 'music', autoPlay: false },
      { kind: 'composite', role: 'composite', autoPlay: false },
      { kind: 'inset', role: 'inset', autoPlay: false },
      { kind: 'video', role: 'failed', ratingKey: '1', autoPlay: false },
    );
    await lab.page.waitForFunction(loaded);
    await lab.page.evaluate(defineLook, { properties, page });
  });
  afterAll(async () => {
    await lab.page.context().close();
    await server.close();
  });

  it('is the same with each reset, before and after both stylesheets', async () => {
    const resets = await readResets();
    const { count, changes } = await lab.page.evaluate(compareAll, { sheets, resets });
    expect(count).toBeGreaterThan(5_000);
    expect(changes).toEqual([]);
    expect(lab.uncaught).toEqual([]);
  });

  it.each(['layered', 'unlayered'])('yields to classes of the page, %s', async (name) => {
    const own =
      '.coplay-stage { margin-block: 12px } .coplay-video-player .coplay-controls { padding: 13px }';
    const read = (sheet: string, before: string, after: string) =>
      lab.page.evaluate(readOwn, [before, sheet, after]);
    const wanted = { stage: '12px', controls: '13px' };
    expect(await read(sheets[name] ?? '', '', own)).toEqual(wanted);
    expect(await read(sheets[name] ?? '', own, '')).toEqual(wanted);
  });

  it('keeps a focus ring where the page removes it', async () => {
    const reset = '*:focus, :focus { outline: none; }';
    for (const sheet of Object.values(sheets)) {
      for (const order of [
        [reset, sheet],
        [sheet, reset],
      ]) {
        const ring = await lab.page.evaluate(readRing, order);
        expect(ring).toEqual(['solid', 'solid']);
      }
    }
  });

  it('has its own colours over a picture, whatever the theme', async () => {
    const read = (theme: string) =>
      lab.page.evaluate(readPicture, [sheets.layered ?? '', `:root { ${theme} }`]);
    const plain = await read('');
    expect(
      await read(
        '--coplay-surface: white; --coplay-text: black; --coplay-text-quiet: #333; --coplay-hover: #ddd; --coplay-rail: #eee; --coplay-focus: black; --coplay-error: #400;',
      ),
    ).toEqual(plain);
    const own = await read('--coplay-over-picture-text: rgb(255, 250, 200)');
    expect(own.text).toBe('rgb(255, 250, 200)');
  });

  it('takes a size for its text', async () => {
    const read = (rule: string) => lab.page.evaluate(readSizes, [sheets.layered ?? '', rule]);
    const plain = { time: '14px', title: '20.006px' };
    expect(await read('')).toEqual(plain);
    expect(await read('html { font-size: 10px }')).toEqual(plain);
    expect(await read('html { font-size: 24px }')).toMatchObject({ time: '21px' });
    expect(await read(':root { --coplay-font-size: 20px }')).toMatchObject({ time: '20px' });
  });

  it('lets the pointer scroll to Retry where large text does not fit', async () => {
    const large = 'html { font-size: 32px } body > div { width: 330px }';
    await lab.page.evaluate((sheets) => window.setSheets(sheets), [sheets.layered ?? '']);
    await lab.page.addStyleTag({ content: large });
    const error = lab.page.locator('.coplay-status[data-phase="error"]');
    await error.scrollIntoViewIfNeeded();
    expect(await error.evaluate(readEdges)).toMatchObject({ sentence: 10, fits: false });
    await error.hover();
    await lab.page.mouse.wheel(0, 1_000);
    await lab.page.waitForFunction(readEnd);
    expect(await error.evaluate(readEdges)).toMatchObject({ retry: 10 });
  });
});

/** The functions below run in the page. */
declare global {
  interface Window {
    /** Replaces all stylesheets of the page. */
    setSheets(sheets: readonly string[]): void;
    /** Each value of each element in a player, by a name for both. */
    look(): Map<string, string>;
  }
}

function defineLook({ properties, page }: { properties: string[]; page: string }): void {
  window.setSheets = (sheets) => {
    for (const one of document.querySelectorAll('link[rel=stylesheet], style')) one.remove();
    for (const sheet of [...sheets, page])
      document.head.append(Object.assign(document.createElement('style'), { textContent: sheet }));
    for (const animation of document.getAnimations()) animation.finish();
    // What is loaded changes meanwhile.
    for (const bar of document.querySelectorAll<HTMLElement>('.coplay-seek-bar'))
      bar.style.setProperty('--coplay-buffered', 'none');
  };
  window.look = () => {
    const found = new Map<string, string>();
    const players = document.querySelectorAll('.coplay-player, .coplay-composite-player');
    const elements = new Set([...players].flatMap((one) => [one, ...one.querySelectorAll('*')]));
    [...elements].forEach((element, index) => {
      const name = `${index} ${element.getAttribute('class') || element.localName}`;
      for (const pseudo of ['', '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        if (pseudo && style.content === 'none') continue;
        // Space around a whole player is for the page.
        const isWhole = !element.parentElement?.closest('.coplay-player, .coplay-composite-player');
        for (const property of properties)
          if (!isWhole || !property.startsWith('margin'))
            found.set(`${name}${pseudo} ${property}`, style.getPropertyValue(property));
      }
    });
    return found;
  };
}

type Sheets = Record<string, string>;

function compareAll({ sheets, resets }: { sheets: Sheets; resets: Sheets }) {
  window.setSheets([sheets.layered ?? '']);
  const plain = window.look();
  const changes: string[] = [];
  function compare(where: string, ...order: string[]): void {
    window.setSheets(order);
    const found = window.look();
    for (const key of new Set([...plain.keys(), ...found.keys()]))
      if (plain.get(key) !== found.get(key))
        changes.push(`${where}: ${key} is ${found.get(key)}, not ${plain.get(key)}`);
  }
  for (const [name, sheet] of Object.entries(sheets)) {
    compare(name, sheet);
    for (const [of, reset] of Object.entries(resets)) {
      compare(`${of}, then ${name}`, reset, sheet);
      compare(`${name}, then ${of}`, sheet, reset);
    }
  }
  return { count: plain.size, changes };
}

function readOwn(sheets: string[]) {
  window.setSheets(sheets);
  const style = (selector: string) =>
    getComputedStyle(document.querySelector(selector) ?? document.body);
  return {
    stage: style('.coplay-stage').marginTop,
    controls: style('.coplay-video-player .coplay-controls').paddingTop,
  };
}

function readRing(sheets: string[]): string[] {
  window.setSheets(sheets);
  return ['.coplay-play-button', '.coplay-music-player'].map((selector) => {
    const element = document.querySelector<HTMLElement>(selector);
    element?.focus({ focusVisible: true } as FocusOptions);
    return element ? getComputedStyle(element).outlineStyle : 'missing';
  });
}

function readPicture(sheets: string[]) {
  window.setSheets(sheets);
  const style = (selector: string) =>
    getComputedStyle(document.querySelector(`.coplay-video-player ${selector}`) ?? document.body);
  return {
    text: style('.coplay-button:not(.coplay-play-button)').color,
    quiet: style('.coplay-time-duration').color,
    play: [style('.coplay-play-button').color, style('.coplay-play-button').backgroundColor],
    rail: style('.coplay-seek-rail').backgroundColor,
    volume: style('.coplay-volume-slider').backgroundImage,
    error: style('.coplay-error .coplay-icon').color,
    focus: style('.coplay-button').getPropertyValue('--_focus'),
  };
}

function readSizes(sheets: string[]) {
  window.setSheets(sheets);
  const size = (selector: string) =>
    getComputedStyle(document.querySelector(selector) ?? document.body).fontSize;
  return { time: size('.coplay-time'), title: size('.coplay-music-title') };
}

/** How far its content is from the edges of an error. CSS pixels. */
function readEdges(error: HTMLElement) {
  const edges = error.getBoundingClientRect();
  const of = (selector: string) => error.querySelector(selector)?.getBoundingClientRect();
  return {
    sentence: Math.round((of('p')?.top ?? 0) - edges.top),
    retry: Math.round(edges.bottom - (of('button')?.bottom ?? 0)),
    fits: error.scrollHeight <= error.clientHeight,
  };
}

function readEnd(): boolean {
  const error = document.querySelector('.coplay-status[data-phase="error"]');
  return error !== null && error.scrollTop + error.clientHeight >= error.scrollHeight - 1;
}
