import { createPlexConnection, type PlexEvent, PlexProvider } from 'coplay';
import { createPlexServer, fetchFrom, type PlexServer, waitFor } from 'coplay/testing';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';

/** A component of a user, mounted inside a PlexProvider whose server is emulated. */
export interface Mounted {
  readonly server: PlexServer;
  readonly container: HTMLElement;
  /** All events of the provider, in order. */
  readonly events: readonly PlexEvent[];
  /** Errors that nobody caught: `error` events of the window, uncaught exceptions, unhandled rejections. */
  readonly uncaught: readonly unknown[];
  /** Resolves with the first event of this name. */
  whenEvent(name: PlexEvent['name']): Promise<void>;
  /** Resolves with the first element that matches. */
  whenShown(selector: string): Promise<Element>;
  /** Unmounts, and resolves when the server holds no stream any more. */
  unmount(): Promise<void>;
  /** Unmounts if that has not been done, and removes the listeners of `uncaught`. */
  dispose(): void;
}

export function mount(children: ReactElement): Mounted {
  const server = createPlexServer({ token: 'secret' });
  const connection = createPlexConnection({
    baseUrl: 'http://plex.test',
    token: 'secret',
    fetch: fetchFrom(server),
  });
  const events: PlexEvent[] = [];
  const listeners = new Set<() => void>();
  const uncaught: unknown[] = [];
  const onUncaught = (thrown: unknown) => uncaught.push(thrown);
  const onWindowError = (event: ErrorEvent) => uncaught.push(event.error ?? event.message);
  process.on('unhandledRejection', onUncaught);
  process.on('uncaughtException', onUncaught);
  window.addEventListener('error', onWindowError);

  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  root.render(
    <PlexProvider
      connection={connection}
      onEvent={(event) => {
        events.push(event);
        for (const listener of listeners) listener();
      }}
    >
      {children}
    </PlexProvider>,
  );

  return {
    server,
    container,
    events,
    uncaught,
    whenEvent: (name) =>
      new Promise((resolve) => {
        const check = () => {
          if (events.some((event) => event.name === name)) resolve();
        };
        listeners.add(check);
        check();
      }),
    whenShown: (selector) =>
      new Promise((resolve) => {
        const observer = new MutationObserver(check);
        function check() {
          const element = container.querySelector(selector);
          if (!element) return;
          observer.disconnect();
          resolve(element);
        }
        observer.observe(container, { childList: true, subtree: true, attributes: true });
        check();
      }),
    async unmount() {
      root.unmount();
      await waitFor(server, ({ resources, jobs }) => resources.length === 0 && jobs.length === 0);
      container.remove();
      // Node reports unhandled rejections after the current turn of its event loop.
      await new Promise((resolve) => setImmediate(resolve));
    },
    dispose() {
      root.unmount();
      container.remove();
      process.off('unhandledRejection', onUncaught);
      process.off('uncaughtException', onUncaught);
      window.removeEventListener('error', onWindowError);
    },
  };
}
