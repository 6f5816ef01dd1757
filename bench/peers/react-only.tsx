import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** Baseline for bytes: the page with React and without a player. */
export const peer: Peer = {
  mount: (root) => mountReact(root, <div />),
};
