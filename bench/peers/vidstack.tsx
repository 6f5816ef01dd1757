import { isDASHProvider, MediaPlayer, MediaProvider } from '@vidstack/react';
import { DefaultVideoLayout, defaultLayoutIcons } from '@vidstack/react/player/layouts/default';
import '@vidstack/react/player/styles/default/theme.css';
import '@vidstack/react/player/styles/default/layouts/video.css';
import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** Vidstack with its default layout, loading eagerly, with dash.js from the page's bundle instead of a CDN. */
export const peer: Peer = {
  mount: (root, { manifestUrl }) =>
    mountReact(
      root,
      <MediaPlayer
        src={{ src: manifestUrl, type: 'application/dash+xml' }}
        load="eager"
        autoPlay
        playsInline
        onProviderChange={(provider) => {
          if (isDASHProvider(provider)) provider.library = () => import('dashjs');
        }}
      >
        <MediaProvider />
        <DefaultVideoLayout icons={defaultLayoutIcons} />
      </MediaPlayer>,
    ),
};
