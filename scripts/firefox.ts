import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import puppeteer, { type Browser } from 'puppeteer-core';
import { redact } from '../src/plex/index.ts';
import { serveFolder } from '../tests/pages/static-server.ts';
import { countStops, waysOut } from './firefox/closed-tabs.ts';
import { exceptions } from './firefox/exceptions.ts';
import { findFirefox } from './firefox/find-firefox.ts';
import { runStory } from './firefox/run-story.ts';
import { startSoundServer } from './firefox/sound-server.ts';

/**
 * `npm run firefox`: runs each story as a test in the Firefox of this machine, through WebDriver BiDi. `npm run firefox -- players`
 * runs those whose id or file contains that. `--parallel 1` runs one at a time, `--list` only lists them. Without a filter, it then
 * leaves a page that plays ten times in each way, and counts `stopped`; `--exits 3` does that three times, also with a filter.
 * Ends with 1 when a story fails that is not in `firefox/exceptions.ts`, and with 0 where there is no Firefox.
 */
const root = join(import.meta.dirname, '..');
const { values, positionals: filters } = parseArgs({
  options: {
    parallel: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    /** How often a page that plays is left. 0 for never. */
    exits: { type: 'string' },
    /** A Storybook that was built with NODE_ENV=test. */
    storybook: { type: 'string' },
  },
  allowPositionals: true,
});
const parallel = Number(values.parallel);
if (!Number.isInteger(parallel) || parallel < 1) {
  console.error(
    'coplay: `--parallel` is not a positive integer. Example: `npm run firefox -- --parallel 1`.',
  );
  process.exit(2);
}
const exits = Number(values.exits ?? (filters.length > 0 ? 0 : 10));
const executablePath = await findFirefox();
if (!executablePath) {
  console.log('Skipped: no Firefox was found. Install it, or set FIREFOX_PATH to its program.');
  process.exit(0);
}

const given = values.storybook;
const folder = given ?? (await mkdtemp(join(tmpdir(), 'coplay-firefox-')));
if (!given) await buildStorybook(folder);
const stories = await chosenStories(folder);
if (values.list) {
  for (const { id } of stories) console.log(id);
  process.exit(0);
}

const sound = await startSoundServer();
if (!sound && process.platform === 'linux')
  console.log('There is no pulseaudio: on a machine without sound, the stories with music fail.');
const server = await serveFolder(folder, '/');
const failed: string[] = [];
const excepted: string[] = [];
let passed = 0;
let version = '';
const queue = stories.values();
try {
  await Promise.all(Array.from({ length: parallel }, runQueue));
  if (exits > 0) await runExits();
} finally {
  await server.close();
  await sound?.close();
  if (!given) await rm(folder, { recursive: true, force: true });
}
console.log(
  `\n${version}: ${passed} stories passed, ${failed.length} failed, ${excepted.length} named exceptions.`,
);
for (const id of failed) console.log(`✗ ${id}`);
process.exit(failed.length > 0 ? 1 : 0);

/** A Firefox of its own for each queue: a page that is not in front counts as hidden, and its timers are slowed down. */
async function runQueue(): Promise<void> {
  const browser = await launch();
  version = await browser.version();
  try {
    for (const { id } of queue) {
      const started = performance.now();
      const problems = await runStory(browser, `${server.url}iframe.html?id=${id}&viewMode=story`);
      report(id, problems, performance.now() - started);
    }
  } finally {
    await browser.close();
  }
}

/** A page that is left while it plays tells the server, whichever way it is left. */
async function runExits(): Promise<void> {
  const browser = await launch();
  try {
    for (const way of waysOut) {
      const stops = await countStops(browser, way, exits);
      console.log(`${stops === exits ? '✓' : '✗'} ${way}: ${stops} of ${exits} sent \`stopped\``);
      if (stops < exits) failed.push(way);
    }
  } finally {
    await browser.close();
  }
}

function launch(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    ...(executablePath && { executablePath }),
    headless: true,
    env: { ...process.env, ...sound?.env },
    // As `--autoplay-policy=no-user-gesture-required` of Chromium.
    extraPrefsFirefox: { 'media.autoplay.default': 0, 'media.autoplay.blocking_policy': 0 },
  });
}

function report(id: string, problems: readonly string[], milliseconds: number): void {
  const took = `${(milliseconds / 1000).toFixed(1)} s`;
  const reason = exceptions[id];
  if (problems.length === 0) {
    passed += 1;
    console.log(`✓ ${id} (${took})${reason ? ': passes, take it out of the exceptions' : ''}`);
  } else if (reason) {
    excepted.push(id);
    console.log(`- ${id}: ${reason}`);
  } else {
    failed.push(id);
    console.log(`✗ ${id} (${took})\n${redact(problems.join('\n')).replaceAll(/^/gm, '    ')}`);
  }
}

async function chosenStories(storybook: string): Promise<{ id: string }[]> {
  const { entries } = JSON.parse(await readFile(join(storybook, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string; importPath: string; tags?: string[] }>;
  };
  return Object.values(entries).filter(
    ({ id, type, importPath, tags }) =>
      type === 'story' &&
      tags?.includes('test') &&
      (filters.length === 0 ||
        filters.some((filter) => id.includes(filter) || importPath.includes(filter))),
  );
}

/** With this NODE_ENV, the Storybook is the one that Vitest runs: React's development build, and nothing around the stories. */
async function buildStorybook(target: string): Promise<void> {
  const dispatcher = join(root, 'node_modules/storybook/dist/bin/dispatcher.js');
  await promisify(execFile)(
    process.execPath,
    [dispatcher, 'build', '--quiet', '--output-dir', target],
    { cwd: root, env: { ...process.env, NODE_ENV: 'test' }, maxBuffer: 64_000_000 },
  );
}
