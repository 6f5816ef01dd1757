import type { Measurement } from '../runner/measurement.ts';
import type { Visit } from '../runner/visit.ts';

/** Heap grows by code and caches until about the tenth cycle: these are not counted. */
const WARM_UP_CYCLES = 12;
const CYCLES = 10;
/** coplay reuses a player that is mounted again within 1.5 s; this is a new one. */
const AFTER_UNMOUNT_MS = 1_700;

export const mountCycle: Measurement = {
  name: 'mount-cycle',
  title: 'Kept per mount and unmount',
  method: `Mounted until the first frame, then unmounted, ${CYCLES} times after ${WARM_UP_CYCLES} uncounted cycles, with forced garbage collection before and after. Chromium's counters \`JSHeapUsedSize\`, \`Nodes\` and \`JSEventListeners\`. All players run at the same time, each in its own browser context.`,
  figures: [
    { key: 'heap', title: 'Heap', unit: 'kB' },
    { key: 'nodes', title: 'DOM nodes', unit: '', digits: 1 },
    { key: 'listeners', title: 'Event listeners', unit: '', digits: 1 },
  ],
  rounds: () => 1,
  atOnce: true,
  measure: (lab, peer) =>
    lab.visit(peer, {}, async (visit) => {
      await cycle(visit, WARM_UP_CYCLES);
      const before = await visit.counters();
      await cycle(visit, CYCLES);
      const after = await visit.counters();
      const kept = (name: string) => (after(name) - before(name)) / CYCLES;
      return {
        heap: kept('JSHeapUsedSize') / 1000,
        nodes: kept('Nodes'),
        listeners: kept('JSEventListeners'),
      };
    }),
};

async function cycle(visit: Visit, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    const player = await visit.mount();
    await visit.firstFrame(player);
    await visit.unmount(player);
    await visit.wait(AFTER_UNMOUNT_MS);
  }
  await visit.collectGarbage();
}
