import type { Browser, Page } from 'puppeteer-core';
import {
  type RequestRules,
  requestBreaches,
  type SentRequest,
} from '../requests/request-breaches.ts';
import { failures, lastEvents, problemsOf, type StoryEvent } from './story-outcome.ts';

/** Time limit of a story, as in Vitest. Milliseconds. */
const LIMIT_MS = 60_000;

/** What the preload script leaves in the page. */
interface Watched {
  coplayStory: { readonly events: StoryEvent[]; readonly over: Promise<void> };
}

/** Runs a story in a page of its own. Resolves with what was wrong: nothing for a story that passes. */
export async function runStory(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage();
  try {
    await watchRequests(page, new URL(url).origin);
    await page.setViewport({ width: 1280, height: 800 });
    // tsx wraps named functions in a call of this one, which a page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.evaluateOnNewDocument(watchStory, failures, lastEvents);
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: LIMIT_MS });
    return problemsOf(await eventsOf(page));
  } catch (error) {
    return [`The page was lost: ${error instanceof Error ? error.message : error}`];
  } finally {
    await page.close().catch(() => {});
  }
}

/** Gives the page the watch over its requests that a test run in Chromium has. */
async function watchRequests(page: Page, origin: string): Promise<void> {
  let sent: SentRequest[] = [];
  page.on('request', (request) => {
    // WebDriver BiDi does not report bodies.
    sent.push({ url: request.url(), headers: request.headers(), body: null });
  });
  await page.exposeFunction('coplayTakeRequestBreaches', (rules: RequestRules) => {
    const all = { ...rules, origins: [origin, ...rules.origins] };
    const breaches = sent.flatMap((request) => requestBreaches(request, all));
    sent = [];
    return [...new Set(breaches)];
  });
}

/** Resolves with the events of the story once it is over, or with those so far at the time limit. */
function eventsOf(page: Page): Promise<StoryEvent[]> {
  return page.evaluate(async (limitMs) => {
    const { events, over } = (globalThis as unknown as Watched).coplayStory;
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, limitMs))]);
    return events;
  }, LIMIT_MS);
}

/** Runs in the page before any other script. It subscribes to Storybook's channel as soon as that exists. */
function watchStory(failures: readonly string[], lastEvents: readonly string[]): void {
  const page = globalThis as unknown as Watched;
  const events: StoryEvent[] = [];
  // Not `pageerror` of Puppeteer: Firefox also reports there a request that is aborted while a service worker answers it.
  addEventListener('error', ({ message }) => {
    events.push({ name: 'uncaught', messages: [message] });
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    events.push({ name: 'uncaught', messages: [String(reason?.message ?? reason)] });
  });
  let channel: { on(name: string, listener: (detail: unknown) => void): void } | undefined;
  const over = new Promise<void>((resolve) => {
    Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
      configurable: true,
      get: () => channel,
      set(created: NonNullable<typeof channel>) {
        channel = created;
        for (const name of new Set([...failures, ...lastEvents])) {
          created.on(name, (detail) => {
            const { status, reporters = [] } = (detail ?? {}) as {
              status?: string;
              reporters?: {
                type: string;
                status: string;
                result?: {
                  violations?: { id: string; help: string; nodes: { target: unknown }[] }[];
                  error?: unknown;
                };
              }[];
            };
            const errors = (Array.isArray(detail) ? detail : [detail]) as {
              name?: string;
              message?: string;
              stack?: string;
            }[];
            const reported = reporters
              .filter((report) => report.status === 'failed')
              .flatMap(({ type, result }) => [
                ...(result?.violations ?? []).map(
                  ({ id, help, nodes }) =>
                    `${type}: ${id}: ${help} (${nodes.map(({ target }) => String(target)).join(', ')})`,
                ),
                ...(result?.error ? [`${type}: ${result.error}`] : []),
              ]);
            const thrown = errors.flatMap((error) => (error?.message ? [error.message] : []));
            events.push({ name, status, messages: [...thrown, ...reported] });
            if (lastEvents.includes(name)) resolve();
          });
        }
      },
    });
  });
  page.coplayStory = { events, over };
}
