import { withoutKeepalive } from 'coplay/testing';
import { HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';

/** Answers a request to a server of this page. */
export type Answer = (request: Request) => Promise<Response>;

/** The base URL of the Storybook: `https://host/some/sub/path/`. */
export function storybookBase(): URL {
  return new URL(import.meta.env.BASE_URL, document.baseURI);
}

const answers = new Map<string, Answer>();
let started: Promise<void> | undefined;

/**
 * Connects a server to the service worker, below `<storybook>/plex/<id>`. Resolves when the worker controls the page: earlier
 * requests would not reach it.
 */
export async function serve(id: string, answer: Answer): Promise<void> {
  answers.set(id, answer);
  started ??= start();
  await started;
}

export function stopServing(id: string): void {
  answers.delete(id);
}

async function start(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    throw new Error(
      'coplay: the stories need a service worker, and this page may not have one. Open the Storybook by https or from localhost.',
    );
  }
  // Firefox sends requests with keepalive past the worker: the server would never see `stopped`.
  globalThis.fetch = withoutKeepalive(globalThis.fetch.bind(globalThis));
  const base = storybookBase();
  const worker = setupWorker(
    http.all(`${base.href}plex/:id/*`, ({ params, request }) => {
      const answer = answers.get(String(params.id));
      return answer
        ? answer(request)
        : new HttpResponse('The server of that story is gone.', { status: 410 });
    }),
  );
  await worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: new URL('sw.js', base).pathname, options: { scope: base.pathname } },
  });
  await pageIsControlled(base);
}

async function pageIsControlled(base: URL): Promise<void> {
  if (navigator.serviceWorker.controller) return;
  const registration = await navigator.serviceWorker.getRegistration(base.href);
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    registration?.active?.postMessage('coplay/claim');
    if (navigator.serviceWorker.controller) resolve();
  });
}
