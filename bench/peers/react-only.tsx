import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** A page that renders one element by React: what React and the page weigh. */
export const peer: Peer = {
  mount: (root) => mountReact(root, <div />),
};
