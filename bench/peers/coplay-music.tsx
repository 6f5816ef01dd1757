import { MusicPlayer, PlexProvider } from 'coplay';
import 'coplay/styles.css';
import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** The playlist that the emulated server has with `manyTracks`. */
const PLAYLIST = '799999';

/** coplay with a long list of music. It has no video. */
export const peer: Peer = {
  mount: (root, { baseUrl, token }) =>
    mountReact(
      root,
      <PlexProvider connection={{ baseUrl, token }}>
        <MusicPlayer playlist={PLAYLIST} autoPlay />
      </PlexProvider>,
    ),
};
