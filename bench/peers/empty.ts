import type { Peer } from '../page/peer.ts';

/** A page without a player and without React: what the page itself weighs. */
export const peer: Peer = {
  mount: () => ({ video: () => undefined, unmount() {} }),
};
