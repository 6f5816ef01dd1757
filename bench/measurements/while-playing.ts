import type { PeerInfo } from '../peers.ts';
import type { Lab } from '../runner/lab.ts';
import type { Measurement } from '../runner/measurement.ts';

/** From the first frames to the measured window. Buffers are full by then. */
const SETTLE_MS = 4_000;
const WINDOW_MS = 6_000;

export const whilePlaying: Measurement = {
  name: 'while-playing',
  title: 'While playing',
  method: `Over ${WINDOW_MS / 1000} s, ${SETTLE_MS / 1000} s after the first frame. Script: Chromium's counter \`ScriptDuration\`. Style and layout: \`RecalcStyleDuration\` and \`LayoutDuration\`. Commits: counted by the hook that React calls for its developer tools, in the production build.`,
  figures: [
    { key: 'script-1', title: 'Script, 1 player', unit: 'ms/s', show: 'ratio' },
    { key: 'script-4', title: 'Script, 4 players', unit: 'ms/s', show: 'ratio' },
    { key: 'layout-1', title: 'Style and layout, 1 player', unit: 'ms/s', digits: 1 },
    { key: 'layout-4', title: 'Style and layout, 4 players', unit: 'ms/s', digits: 1 },
    { key: 'commits-1', title: 'React commits per player, 1 player', unit: '/s', digits: 1 },
    { key: 'commits-4', title: 'React commits per player, 4 players', unit: '/s', digits: 1 },
  ],
  rounds: (runs) => Math.ceil(runs / 4),
  async measure(lab, peer) {
    return { ...(await play(lab, peer, 1)), ...(await play(lab, peer, 4)) };
  },
};

function play(lab: Lab, peer: PeerInfo, count: number): Promise<Record<string, number>> {
  return lab.visit(peer, { initScript: countCommits }, async (visit) => {
    const players = await Promise.all(Array.from({ length: count }, () => visit.mount()));
    await Promise.all(players.map((player) => visit.firstFrame(player)));
    await visit.wait(SETTLE_MS);
    const look = async () => ({
      counter: await visit.counters(),
      commits: await visit.page.evaluate<number>('globalThis.benchCommits'),
      positions: await Promise.all(players.map((player) => visit.progress(player))),
    });
    const before = await look();
    await visit.wait(WINDOW_MS);
    const after = await look();
    const played = after.positions.map(
      ({ position }, index) => position - (before.positions[index]?.position ?? 0),
    );
    if (Math.min(...played) < WINDOW_MS / 2000) throw new Error('a player has stopped');
    const grown = (name: string) => after.counter(name) - before.counter(name);
    const seconds = grown('Timestamp');
    return {
      [`script-${count}`]: (grown('ScriptDuration') * 1000) / seconds,
      [`layout-${count}`]:
        ((grown('RecalcStyleDuration') + grown('LayoutDuration')) * 1000) / seconds,
      [`commits-${count}`]: (after.commits - before.commits) / seconds / count,
    };
  });
}

/** React calls this hook on each commit, also in production builds. */
const countCommits = `
globalThis.benchCommits = 0;
globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
  supportsFiber: true,
  renderers: new Map(),
  checkDCE() {},
  inject: () => 1,
  onCommitFiberRoot() { globalThis.benchCommits += 1; },
  onCommitFiberUnmount() {},
  onPostCommitFiberRoot() {},
  onScheduleFiberRoot() {},
};`;
