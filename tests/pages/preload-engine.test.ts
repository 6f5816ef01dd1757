import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';

describe('preloadEngine()', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeEach(async () => {
    server = await startPlexServer();
    lab = await openLab(await newContext(), server);
    await lab.page.evaluate(() => {
      Object.assign(globalThis, { mediaSources: 0, closedSources: 0 });
      globalThis.MediaSource = class extends MediaSource {
        constructor() {
          super();
          globalThis.mediaSources += 1;
          this.addEventListener('sourceclose', () => {
            globalThis.closedSources += 1;
          });
        }
      };
    });
  });
  afterEach(async () => {
    await lab.page.context().close();
    await server.close();
  });

  const countSources = () => lab.page.evaluate(() => globalThis.mediaSources);

  it('runs dash.js once when the page is idle, and requests nothing but scripts', async () => {
    const requested: string[] = [];
    lab.page.on('request', (request) => requested.push(request.resourceType()));
    await lab.page.evaluate(() => {
      window.lab.preloadEngine();
      window.lab.preloadEngine();
    });
    await lab.page.waitForFunction(() => globalThis.closedSources === 1);
    expect(new Set(requested)).toEqual(new Set(['script']));
    expect(server.server.snapshot().requests).toEqual([]);

    await lab.show({ kind: 'video', role: 'single' });
    await lab.allPlay(1);
    expect(await countSources()).toBe(2);
    expect(lab.uncaught).toEqual([]);
  });

  it('leaves that out when a player starts first', async () => {
    await lab.page.evaluate(() => {
      window.lab.preloadEngine();
      window.lab.show([{ kind: 'video', role: 'single' }]);
    });
    await lab.allPlay(1);
    expect(await countSources()).toBe(1);
    expect(lab.uncaught).toEqual([]);
  });
});

declare global {
  var mediaSources: number;
  var closedSources: number;
}
