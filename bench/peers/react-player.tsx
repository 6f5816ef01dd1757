import ReactPlayer from 'react-player';
import { findDashVideo, mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** react-player. It has no controls of its own. */
export const peer: Peer = {
  mount: (root, { manifestUrl }) =>
    mountReact(root, <ReactPlayer src={manifestUrl} playing width="100%" height="100%" />, () =>
      findDashVideo(root),
    ),
};
