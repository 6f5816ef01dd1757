import type { Page } from 'playwright';

/** Counts live objects of a page, after garbage collection. */
export interface Heap {
  /** DOM nodes and their listeners. */
  counters(): Promise<{ nodes: number; listeners: number }>;
  /** Bytes of JavaScript objects, of the browser's own objects (DOM and others), and of array buffers. */
  bytes(): Promise<{ objects: number; dom: number; buffers: number }>;
  /** A heap snapshot as JSON, in the format of Chrome DevTools. */
  snapshot(): Promise<string>;
  alive(): Promise<{ mediaElements: number; mediaSources: number; dashPlayers: number }>;
}

/** Inspects the heap of a page with the Chrome DevTools Protocol. */
export async function openHeap(page: Page): Promise<Heap> {
  const devtools = await page.context().newCDPSession(page);

  /** Several rounds: objects referenced by collected ones are collected in the next round. */
  async function collect(): Promise<void> {
    for (let round = 1; round <= 4; round += 1) {
      await devtools.send('HeapProfiler.collectGarbage');
      // One frame and one task, in which the browser frees the resources of collected objects.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
      );
    }
  }

  /** Counts the objects that inherit from `prototype` and pass `test`. Both are source code. */
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

  // Excludes prototypes: instances have no own `constructor`.
  const isInstance = '(object) => !Object.hasOwn(object, "constructor")';
  // dash.js has no classes: its players are plain objects, recognised by their methods.
  const isDashPlayer =
    '(object) => Object.hasOwn(object, "attachSource") && Object.hasOwn(object, "attachView")';

  return {
    async counters() {
      await collect();
      const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
      return { nodes, listeners: jsEventListeners };
    },
    async bytes() {
      await collect();
      const usage = await devtools.send('Runtime.getHeapUsage');
      const { usedSize, embedderHeapUsedSize, backingStorageSize } = usage;
      return { objects: usedSize, dom: embedderHeapUsedSize, buffers: backingStorageSize };
    },
    async snapshot() {
      await collect();
      const chunks: string[] = [];
      const keep = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
      devtools.on('HeapProfiler.addHeapSnapshotChunk', keep);
      await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
      devtools.off('HeapProfiler.addHeapSnapshotChunk', keep);
      return chunks.join('');
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
