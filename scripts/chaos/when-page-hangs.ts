import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { within } from '../../src/playback/core/within.ts';

const EVERY_MS = 1_000;
/** A page that does not answer for this long runs a script without end. Milliseconds. */
const ANSWER_MS = 10_000;

/** Rejects when the main thread of the page hangs, for which Playwright would wait without end, or when `signal` aborts. */
export async function whenPageHangs(page: Page, signal: AbortSignal): Promise<never> {
  for (;;) {
    await delay(EVERY_MS, undefined, { signal });
    // A page that navigates or closes answers with an error.
    const answer = page.evaluate(() => true).catch(() => true);
    if (!(await within(ANSWER_MS, answer))) throw new Error('The main thread of the page hangs.');
  }
}
