import { MediaPlayer } from 'dashjs';
import type { Peer } from '../page/peer.ts';

/** dash.js on a plain video element. */
export const peer: Peer = {
  mount(root, { manifestUrl }) {
    const video = root.appendChild(document.createElement('video'));
    const player = MediaPlayer().create();
    player.initialize(video, manifestUrl, true);
    return {
      video: () => video,
      unmount() {
        player.destroy();
        video.remove();
      },
    };
  },
};
