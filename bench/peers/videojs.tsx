import { DashVideo } from '@videojs/react/media/dash-video';
import { VideoPlayer, VideoSkin } from '@videojs/react/video';
import '@videojs/react/video/skin.css';
import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** Video.js 10 with its video skin. */
export const peer: Peer = {
  mount: (root, { manifestUrl }) =>
    mountReact(
      root,
      <VideoPlayer>
        <VideoSkin>
          <DashVideo src={manifestUrl} autoPlay playsInline />
        </VideoSkin>
      </VideoPlayer>,
    ),
};
