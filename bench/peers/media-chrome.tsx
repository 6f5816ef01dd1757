import DashVideo from 'dash-video-element/react';
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPlayButton,
  MediaTimeDisplay,
  MediaTimeRange,
  MediaVolumeRange,
} from 'media-chrome/react';
import { findDashVideo, mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** media-chrome's React components around the custom element `dash-video`. */
export const peer: Peer = {
  mount: (root, { manifestUrl }) =>
    mountReact(
      root,
      <MediaController>
        <DashVideo slot="media" src={manifestUrl} autoplay playsInline />
        <MediaLoadingIndicator slot="centered-chrome" noAutohide />
        <MediaControlBar>
          <MediaPlayButton />
          <MediaMuteButton />
          <MediaVolumeRange />
          <MediaTimeRange />
          <MediaTimeDisplay showDuration />
          <MediaFullscreenButton />
        </MediaControlBar>
      </MediaController>,
      () => findDashVideo(root),
    ),
};
