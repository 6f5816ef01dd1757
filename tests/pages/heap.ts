import type { Page } from 'playwright';

/** What is alive in a page after everything that nobody holds has been collected. */
export interface Heap {
  counters(): Promise<{ nodes: number; listeners: number }>;
  alive(): Promise<{ mediaElements: number; mediaSources: number; dashPlayers: number }>;
}

/** Looks into the memory of a page by the protocol of the developer tools. */
export async function openHeap(page: Page): Promise<Heap> {
  const devtools = await page.context().newCDPSession(page);

  /** Several rounds: what a collected object held on to is only free in the next one. */
  async function collect(): Promise<void> {
    for (let round = 1; round <= 4; round += 1) {
      await devtools.send('HeapProfiler.collectGarbage');
      // One task and one frame, in which the browser drops what belonged to collected objects.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
      );
    }
  }

  /** How many objects that inherit from `prototype` pass `test`, both of them source texts. */
  async function count(prototype: string, test: string): Promise<number> {
    const objectGroup = 'heap';
    const { result } = await devtools.send('Runtime.evaluate', {
      expression: prototype,
      objectGroup,
    });
    const { objects } = await devtools.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId ?? '',
      objectGroup,
    });
    const answer = await devtools.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: `function () { return this.filter(${test}).length; }`,
      returnByValue: true,
    });
    await devtools.send('Runtime.releaseObjectGroup', { objectGroup });
    return answer.result.value as number;
  }

  // Prototypes inherit too: an instance is what has no `constructor` of its own.
  const isInstance = '(object) => !Object.hasOwn(object, "constructor")';
  // dash.js has no classes: its players are plain objects, known by their methods.
  const isDashPlayer =
    '(object) => Object.hasOwn(object, "attachSource") && Object.hasOwn(object, "attachView")';

  return {
    async counters() {
      await collect();
      const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
      return { nodes, listeners: jsEventListeners };
    },
    async alive() {
      await collect();
      return {
        mediaElements: await count('HTMLMediaElement.prototype', isInstance),
        mediaSources: await count('MediaSource.prototype', isInstance),
        dashPlayers: await count('Object.prototype', isDashPlayer),
      };
    },
  };
}
