import type { BrowserContext, Page, Request } from 'playwright';
import { type RequestRules, requestBreaches, type SentRequest } from './request-breaches.ts';

/** The requests of all pages of a browser context, of their frames and of their workers. */
export interface RequestWatch {
  /** What was wrong with the requests since the last call. */
  take(rules: RequestRules): string[];
}

/**
 * Watches the requests of a context from now on, as the browser sends them: also those of elements, beacons, service workers,
 * redirects, and those that fail. DevTools do not report what a page sends in `pagehide` while another page replaces it.
 */
export function watchRequests(context: BrowserContext): RequestWatch {
  let sent: SentRequest[] = [];
  const watchPage = (page: Page) =>
    page.on('websocket', (socket) => sent.push({ url: socket.url(), headers: {}, body: null }));
  context.on('request', (request) => sent.push(readRequest(request)));
  context.on('page', watchPage);
  context.pages().forEach(watchPage);
  return {
    take(rules) {
      const breaches = sent.flatMap((request) => requestBreaches(request, rules));
      sent = [];
      return [...new Set(breaches)];
    },
  };
}

function readRequest(request: Request): SentRequest {
  // As bytes: a body that is no text would make `postData` throw.
  const body = request.postDataBuffer()?.toString('latin1') ?? null;
  return { url: request.url(), headers: request.headers(), body };
}
