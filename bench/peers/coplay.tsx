import { PlexProvider, SinglePlayer } from 'coplay';
import 'coplay/styles.css';
import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

/** coplay with all its controls. It makes a decision of its own, as Plex wants it. */
export const peer: Peer = {
  mount: (root, { baseUrl, token, ratingKey }) =>
    mountReact(
      root,
      <PlexProvider connection={{ baseUrl, token }}>
        <SinglePlayer media={{ ratingKey }} autoPlay />
      </PlexProvider>,
    ),
};
