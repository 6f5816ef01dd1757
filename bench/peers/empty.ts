import type { Peer } from '../page/peer.ts';

/** Baseline for bytes: the page without a player and without React. */
export const peer: Peer = {
  mount: () => ({ video: () => undefined, unmount() {} }),
};
