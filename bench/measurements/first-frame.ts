import type { Measurement } from '../runner/measurement.ts';

/** From the load event to the first mount. Leaves time for what a page prefetches when it is idle. */
const IDLE_MS = 400;
/** From unmount to the second mount. coplay reuses a player that is mounted again within 1.5 s; this is a new one. */
const BETWEEN_MOUNTS_MS = 2_000;

export const firstFrame: Measurement = {
  name: 'first-frame',
  title: 'First DASH frame',
  method: `From \`mount()\` to \`requestVideoFrameCallback\`. Cold: a fresh browser context, ${IDLE_MS} ms after the page has loaded. Warm: a second mount in the same page, ${BETWEEN_MOUNTS_MS / 1000} s after the first was unmounted. From navigation: a page that mounts at once. With latency: cold, with that many milliseconds for each new connection and each request, scripts included. coplay asks the server for a decision first; the others are given the manifest's URL.`,
  figures: [
    { key: 'cold', title: 'From mount, cold', unit: 'ms', show: 'ratio' },
    { key: 'warm', title: 'From mount, warm', unit: 'ms', show: 'ratio' },
    { key: 'navigation', title: 'From navigation', unit: 'ms', show: 'ratio' },
    { key: 'cold-50', title: 'From mount, cold, 50 ms of latency', unit: 'ms', show: 'ratio' },
    { key: 'cold-150', title: 'From mount, cold, 150 ms of latency', unit: 'ms', show: 'ratio' },
  ],
  rounds: (runs) => runs,
  async measure(lab, peer) {
    const coldWith = (latencyMs: number) =>
      lab.visit(peer, { latencyMs }, async (visit) => {
        await visit.wait(IDLE_MS);
        return visit.firstFrame(await visit.mount());
      });
    const direct = await lab.visit(peer, {}, async (visit) => {
      await visit.wait(IDLE_MS);
      const first = await visit.mount();
      const cold = await visit.firstFrame(first);
      await visit.unmount(first);
      await visit.wait(BETWEEN_MOUNTS_MS);
      return { cold, warm: await visit.firstFrame(await visit.mount()) };
    });
    return {
      ...direct,
      navigation: await lab.visit(peer, { mountAtOnce: true }, (visit) =>
        visit.firstFrameFromNavigation(),
      ),
      'cold-50': await coldWith(50),
      'cold-150': await coldWith(150),
    };
  },
};
